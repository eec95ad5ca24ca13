import type { Finding } from '#core/rules/finding';
import type { Fix } from '#core/rules/rule';

/** All that a finding tells, but for its fixes: equal where nobody could tell two findings apart. */
export function toTold({ fixes, span, related = [], ...told }: Finding) {
  return {
    ...told,
    at: [span.offset, span.length],
    hasFixes: fixes !== undefined,
    related: related.map(({ document, span: place, message }) => {
      return { uri: document.uri, text: document.text, at: [place.offset, place.length], message };
    }),
  };
}

/** What the fixes of a finding do, as edits of texts. */
export function toToldFixes({ fixes }: Finding) {
  return (fixes?.() ?? []).map(({ title, fixAll, edits }: Fix) => {
    const told = edits.map(({ document, span, newText }) => {
      return { uri: document.uri, text: document.text, at: [span.offset, span.length], newText };
    });
    return { title, fixAll, edits: told };
  });
}
