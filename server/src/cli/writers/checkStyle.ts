/** How a check is reported. */
export interface CheckStyle {
  /** The current folder, absolute: people read paths relative to it. */
  readonly cwd: string;
  /** The folder of the repository around it, absolute, else the current one: other programs read paths relative to that. */
  readonly root: string;
  /** Only findings at error level are shown; counts stay true. */
  readonly quiet: boolean;
  readonly colour: boolean;
  /** Whether warnings fail the check: there are more than it allows. */
  readonly warningsFail: boolean;
  /** Whether findings were compared with a baseline. */
  readonly hasBaseline: boolean;
}
