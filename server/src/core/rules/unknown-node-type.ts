import type { FlowDocument } from '#core/model/document';
import type { FlowNode } from '#core/model/flow';
import { findNearest } from '#core/model/nearest';
import { definition } from '#core/model/schema';
import { findShapeErrors } from '#core/model/shapeErrors';
import { isKnownNodeType, nodeTypes } from '#core/model/vocabulary';
import { fix, quote, type Rule } from '#core/rules/rule';
import { findStandstill } from '#core/rules/shared/standstill';
import { replaceValue } from '#core/syntax/editJson';
import { spanOf } from '#core/syntax/span';
import type { JsonString } from '#core/syntax/tree';

export const unknownNodeType: Rule = {
  code: 'unknown-node-type',
  title: 'The type of a node is one that the format knows',
  severity: 'hint',
  basis: 'T',
  explanation:
    'The platform has more types of node than the format knows, so an unknown one is no fault. But what such a node ' +
    'needs and does nobody here can tell: its keys are not checked, and neither is what comes after it. If the type is ' +
    'misspelt, correct it.',
  example: {
    wrong: `{
  "nodes": {
    "thanks": { "type": "text-dispaly", "text": "Your booking is confirmed.", "next": "end" }
  }
}`,
    right: `{
  "nodes": {
    "thanks": { "type": "text-display", "text": "Your booking is confirmed.", "next": "end" }
  }
}`,
  },
  fixable: true,
  checkNode(node, { document }, report) {
    const { type } = node;
    if (type === undefined || type.value === '' || isKnownNodeType(type.value)) return;
    const nearest = findNearest(type.value, nodeTypes);
    const hint = nearest === undefined ? '' : `; did you mean ${quote(nearest)}?`;
    report({
      span: type,
      message: `The type ${quote(type.value)} is not known here, so little of the node is checked${hint}`,
      fixes: () =>
        nearest !== undefined && isOfType(node, type, nearest, document)
          ? fix(document, `Change to ${quote(nearest)}`, [replaceValue(type, nearest)])
          : [],
    });
  },
};

/** Whether nothing would be missing, and nothing too much, if the node were of that type. */
function isOfType(node: FlowNode, type: JsonString, wanted: string, document: FlowDocument): boolean {
  if (node.object === undefined || findShapeErrors(node.object, definition(wanted)).length > 0) return false;
  return findStandstill({ ...node, type: { kind: 'string', ...spanOf(type), value: wanted } }, document) === undefined;
}
