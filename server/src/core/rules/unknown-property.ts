import { findNearest } from '#core/model/nearest';
import type { ShapeError } from '#core/model/shapeErrors';
import { isStatusCode, misspeltDefaultResponse } from '#core/model/vocabulary';
import { type Fix, fix, quote, type Rule, type RuleContext } from '#core/rules/rule';
import { findMisspelling } from '#core/rules/shared/misspelling';
import { findStandstill } from '#core/rules/shared/standstill';
import { removeEntry, renameKey } from '#core/syntax/editJson';
import { findProperty } from '#core/syntax/tree';

type Unknown = Extract<ShapeError, { kind: 'unknown' }>;

export const unknownProperty: Rule = {
  code: 'unknown-property',
  title: 'Every key is one that the format knows',
  severity: 'warning',
  basis: 'T',
  explanation:
    'A key that the format does not know has no effect; mostly it is a misspelling of one that has, and what it ' +
    'should have set stays at its default. Correct the spelling, or remove the key. Keys that begin with `x-` are ' +
    'free for other tools, everywhere, and a node of unknown type may have any key.',
  example: {
    wrong: `{
  "endpoints": {
    "orders": { "url": "https://api.example.com/orders", "timout": 5000, "owner": "logistics" }
  }
}`,
    right: `{
  "endpoints": {
    "orders": { "url": "https://api.example.com/orders", "timeout": 5000, "x-owner": "logistics" }
  }
}`,
  },
  fixable: true,
  checkFile(context, report) {
    const { document } = context;
    for (const error of document.shapeErrors) {
      if (
        error.kind !== 'unknown' ||
        isHalfTyped(error) ||
        isReportedAsBranch(error) ||
        isReportedAsDeadEnd(error, context)
      )
        continue;
      const key = error.property.name;
      const nearest = findNearest(key, error.known);
      if (nearest !== undefined && isMissedByAnother(error, nearest, document)) continue;
      const hint = nearest === undefined ? '' : `; did you mean ${quote(nearest)}?`;
      report({
        span: error.span,
        message: `The key ${quote(key)} is not known here and has no effect${hint}`,
        fixes: () => [
          ...renameTo(error, nearest, document),
          ...(isNeeded(error, nearest) ? [] : remove(error, document)),
        ],
      });
    }
  },
};

/** A key without a value may still become another, and what is missing is said already. */
function isHalfTyped({ property }: Unknown): boolean {
  return property.value === undefined;
}

/** Among `responses`, `default-response-case` and `default-in-results` have more to say. */
function isReportedAsBranch({ path }: Unknown): boolean {
  const [top, , inside, key] = path;
  if (path.length !== 4 || top !== 'nodes' || inside !== 'responses' || key === undefined) return false;
  return isStatusCode(key) || misspeltDefaultResponse(key) !== undefined;
}

/** What should have led a node on, and does not, `dead-end` reports. */
function isReportedAsDeadEnd({ path, property }: Unknown, { document, flow }: RuleContext): boolean {
  const [top, id = ''] = path;
  const node = path.length === 3 && top === 'nodes' ? flow.nodes.get(id) : undefined;
  const standstill = node && findStandstill(node, document);
  return standstill !== undefined && (standstill.misspelt?.property ?? standstill.foreign) === property;
}

/** A required key in another spelling is one fault: the rule that misses the key says so. */
function isMissedByAnother({ object, property }: Unknown, nearest: string, document: RuleContext['document']): boolean {
  const missed = document.keyErrorsOf(object).some((error) => error.kind === 'missing' && error.key === nearest);
  return missed && findMisspelling(document, object, nearest) === property;
}

function renameTo(
  { property, object }: Unknown,
  nearest: string | undefined,
  document: RuleContext['document'],
): readonly Fix[] {
  if (nearest === undefined || findProperty(object, nearest) !== undefined) return [];
  return fix(document, `Rename to ${quote(nearest)}`, [renameKey(property, nearest)]);
}

/** Without what is set up there, all that refers to it would be wrong; without a result, its node or the one it leads to may hang in the air. */
function isNeeded({ object, path }: Unknown, nearest: string | undefined): boolean {
  if (path.length === 4 && path[0] === 'nodes' && path[2] === 'results') return true;
  const isReferredTo = nearest === 'endpoints' || nearest === 'imports' || nearest === 'variables';
  return path.length === 1 && isReferredTo && findProperty(object, nearest) === undefined;
}

function remove({ property, object }: Unknown, document: RuleContext['document']): readonly Fix[] {
  return fix(document, `Remove ${quote(property.name)}`, [removeEntry(document.text, object, property)]);
}
