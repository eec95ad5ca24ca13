/** How a check is reported. */
export interface CheckStyle {
  /** The current folder, absolute: paths are relative to it. */
  readonly cwd: string;
  /** Only findings at error level are shown; counts stay true. */
  readonly quiet: boolean;
  readonly colour: boolean;
}
