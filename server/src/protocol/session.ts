/** What a client may list in `capabilities.experimental.flowLens`; `suppress` is the command that {@link suppress} is about, `graph` what hears of {@link graphChanged}. */
export const clientFeatures = ['runState', 'consent', 'secret', 'ask', 'trust', 'suppress', 'graph'] as const;
export type ClientFeature = (typeof clientFeatures)[number];

/** `initializationOptions`. Every member may be left out: the client then counts as trusted, with no environment picked. */
export interface InitializationOptions {
  /** Whether the person trusts the workspace; untrusted, nothing is ever sent. */
  readonly trusted?: boolean;
  /** The environment the person picked last. */
  readonly environment?: string | null;
  /**
   * The path of a folder for what outlives the server, and for contents that are too long for memory. It need not be there. Without
   * one nothing is kept but in memory, and such contents go to a new folder among the temporary files.
   */
  readonly storage?: string;
  /**
   * False where the client lets the server register watchers and yet tells of no change that was made outside of it: the server then
   * looks at the disk by itself, as it does for clients that watch nothing.
   */
  readonly watchesFiles?: boolean;
  /**
   * The settings of the sections `flowLens` and `http`, as `workspace/configuration` would give them. They hold for a client that can't be
   * asked, or has nothing to say of a section, until `workspace/didChangeConfiguration` brings others.
   */
  readonly flowLens?: unknown;
  readonly http?: unknown;
}

/** Client → server notification: the workspace was trusted (VS Code has no way back but a restart). */
export const trust = 'flowLens/trust';
export interface TrustParams {
  readonly trusted: boolean;
}

/** Client → server request: the environments that the committed and private files name, for the picker. */
export const environments = 'flowLens/environments';
export interface EnvironmentsParams {
  /** The flow in view; without one, all environment files of the workspace count. */
  readonly uri?: string;
}
export interface EnvironmentsResult {
  readonly names: readonly string[];
  /** The one that a run would use now: the picked one, else the only one there is, else null. */
  readonly active: string | null;
}

/** Client → server notification: the person picked an environment; null goes back to the only one there is, else none. */
export const selectEnvironment = 'flowLens/selectEnvironment';
export interface SelectEnvironmentParams {
  readonly environment: string | null;
}
