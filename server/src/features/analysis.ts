import type { CheckResult } from '#core/check';
import type { FlowDocument } from '#core/model/document';

/** A document with its findings, made once per version; every feature takes it, and none parses again. */
export interface Analysis {
  readonly document: FlowDocument;
  /** The editor's version; null for what is only on disk. */
  readonly version: number | null;
  readonly result: CheckResult;
}
