import { type Finding, internalError } from '#core/rules/finding';

/** What a baseline knows a finding by: not by its line, which moves. */
export interface FindingKey {
  /** Relative to the folder of the baseline, with `/`. */
  readonly path: string;
  readonly code: string;
  readonly node?: string;
  readonly endpoint?: string;
  readonly message: string;
}

/** Findings that are the same to it. */
export interface BaselineEntry extends FindingKey {
  /** How many there are, from 1. */
  readonly count: number;
}

/** Whether a finding can be recorded: one that is accepted counts for nothing anyway, and a fault of ours must be seen. */
export function isRecordable({ code, suppressed }: Finding): boolean {
  return !suppressed && code !== internalError;
}

export function toKey(path: string, { code, node, endpoint, message }: Finding): FindingKey {
  return {
    path,
    code,
    ...(node === undefined ? {} : { node }),
    ...(endpoint === undefined ? {} : { endpoint }),
    message,
  };
}

/** A text that two keys have in common exactly when they are the same. */
export function toIdentity({ path, code, node, endpoint, message }: FindingKey): string {
  return JSON.stringify([path, code, node ?? null, endpoint ?? null, message]);
}
