import type { CheckResult } from '#core/check';
import type { FlowDocument } from '#core/model/document';
import type { TextSource } from '#core/model/textSource';

/**
 * A document with its findings, made once per version; every feature takes it, and none parses again. Of a file beside flows
 * there is no more to know than its text.
 */
export interface Analysis<Document extends TextSource = FlowDocument> {
  readonly document: Document;
  /** The editor's version; null for what is only on disk. */
  readonly version: number | null;
  readonly result: CheckResult;
  /** The same, where somebody has asked for it already. */
  readonly checked?: CheckResult | undefined;
}
