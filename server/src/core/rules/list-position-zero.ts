import { positionReads, type ResponseRead } from '#core/paths/responseReads';
import { type Fix, fix, quote, type Rule, type RuleContext } from '#core/rules/rule';
import { knownPrefixes } from '#core/rules/shared/needs';
import type { Span } from '#core/syntax/span';
import { spansInString } from '#core/syntax/spansInString';

export const listPositionZero: Rule = {
  code: 'list-position-zero',
  title: 'Positions in a list count from 1',
  severity: 'warning',
  basis: 'D',
  explanation:
    'In a variable of an answer, `[[orders:items.1.name]]`, the positions of a list are counted from 1. There is no ' +
    'position 0: the variable never has a value. Only the function `substr` counts from 0.',
  example: {
    wrong: `{
  "endpoints": {
    "orders": { "url": "https://api.example.com/orders", "baseElement": "$.order" }
  },
  "nodes": {
    "show-item": { "type": "text-display", "text": "The first item is [[orders:items.0.name]]." }
  }
}`,
    right: `{
  "endpoints": {
    "orders": { "url": "https://api.example.com/orders", "baseElement": "$.order" }
  },
  "nodes": {
    "show-item": { "type": "text-display", "text": "The first item is [[orders:items.1.name]]." }
  }
}`,
  },
  fixable: true,
  checkFile(context, report) {
    const reads = [...positionReads(context.document)].filter((read) => findZeros(read).length > 0);
    if (reads.length === 0) return;
    const known = knownPrefixes(context);
    for (const read of reads.filter(({ prefix }) => known.isResponse(prefix))) {
      report({
        span: read.span,
        message: `${quote(`[[${read.prefix}:${read.path}]]`)} has no value, as the positions of a list count from 1`,
        fixes: () => countFromOne(read, context),
      });
    }
  },
};

/** Where a position 0 stands in the value of the string. */
function findZeros({ path, pathOffset }: ResponseRead): readonly Span[] {
  return [...path.matchAll(/(?<=^|\.)0(?=\.|$)/g)].map(({ index }) => ({ offset: pathOffset + index, length: 1 }));
}

function countFromOne(read: ResponseRead, { document }: RuleContext): readonly Fix[] {
  const spans = spansInString(document.text, read.string, findZeros(read));
  return fix(
    document,
    'Count from 1',
    spans.map((span) => ({ span, newText: '1' })),
  );
}
