import type { CompletionContext, CompletionItem, CompletionList } from 'vscode-languageserver-protocol';
import type { Candidate, Inserted } from '#core/completion/candidate';
import { candidatesAt } from '#core/completion/candidatesAt';
import { memberOrder } from '#core/completion/members';
import { nodeAround, type Surroundings } from '#core/completion/surroundings';
import { isRead } from '#core/model/project';
import { hasInOrder } from '#core/names/matchName';
import { findPlaceAt } from '#core/place/findPlaceAt';
import { hasForm, type Place } from '#core/place/place';
import { keysBeside } from '#core/place/scan';
import { type CompletionAbilities, toCandidateItem, toProposalItem } from './completionItems';
import type { JsonLanguage } from './jsonLanguage';
import { type SchemaProposal, schemaProposals } from './schemaProposals';

/** What a list holds at the most: nobody looks through more, and the editor asks again while somebody types. */
const mostItems = 200;

const none: CompletionList = { isIncomplete: false, items: [] };

/** What can be put in at an offset: what the flow and its neighbours know, then what the schema has beside. */
export async function completion(
  around: Surroundings,
  offset: number,
  context: CompletionContext | undefined,
  json: JsonLanguage,
  abilities: CompletionAbilities,
): Promise<CompletionList> {
  const place = findPlaceAt(around.document, offset);
  if (place === undefined || !isWanted(place, context?.triggerCharacter)) return none;
  const isAsked = context?.triggerCharacter === undefined && isBetweenWords(around.document.text, place, offset);
  const present = presentKeys(place, around);
  const candidates = [...candidatesAt(place, around, isAsked)].filter(({ inserts }) => !isPresent(inserts, present));
  const proposals = place.placeholder === undefined ? await proposalsFor(place, around, json) : [];
  const described = new Map(proposals.map(({ label, documentation }) => [label, documentation]));
  const known = new Set(candidates.map(({ label }) => label));
  const matching = cut(candidates, place);
  const at = { document: around.document, place, offset, abilities };
  const items: CompletionItem[] = matching.map((candidate) =>
    toCandidateItem({ ...candidate, documentation: candidate.documentation ?? described.get(candidate.label) }, at),
  );
  // The schema knows status codes as results, and not whether it is they that pick the branch.
  const isSettled = place.role === 'value' ? candidates.length > 0 : hasForm(place.path, 'nodes.*.results');
  const others = isSettled ? [] : proposals.filter(({ label }) => !known.has(label) && !present.has(label));
  items.push(...others.map((proposal) => toProposalItem(proposal, at)));
  return {
    // While the workspace is still being read, some of its flows are not known.
    isIncomplete: matching.length < candidates.length || hasTypedNames(place) || !isKnown(around),
    items: inOrder(items, place, around).map((item, index) => ({ ...item, sortText: String(index).padStart(4, '0') })),
  };
}

/**
 * Whether the list may open by itself. Behind a bracket people mostly press Enter, which would take the first of the list; in a text
 * they write words; and behind a value a blank is mostly a blank.
 */
function isWanted({ role, placeholder, token }: Place, character: string | undefined): boolean {
  if (character === '[' || character === '{') return placeholder !== undefined;
  if (character === ' ') return role === 'value' && token.quote === 'none';
  if (character === ':') return (role === 'value' && token.quote === 'none') || placeholder !== undefined;
  return true;
}

/**
 * Whether the cursor stands in a string, behind no word and in no escape. The end of a sentence belongs to its last word: there too an
 * editor asks by itself, and whoever goes on with Tab or Enter wants nothing put in.
 */
function isBetweenWords(text: string, { token }: Place, offset: number): boolean {
  if (token.quote === 'none' || offset <= token.span.offset) return false;
  const before = text.slice(token.span.offset + 1, offset);
  return !/[\p{L}\p{N}][.!?…;]*$/u.test(before) && !/(?<!\\)(?:\\\\)*\\$/.test(before);
}

/** Keys of the object that the place is in: they are there already. Of nodes and endpoints only those that are missing are made. */
function presentKeys(place: Place, { document }: Surroundings): ReadonlySet<string> {
  return new Set(place.role === 'value' || hasTypedNames(place) ? [] : keysBeside(place, document.text));
}

function isPresent(inserts: Inserted, present: ReadonlySet<string>): boolean {
  return inserts.kind === 'entry' && typeof inserts.key === 'string' && present.has(inserts.key);
}

function proposalsFor(place: Place, around: Surroundings, json: JsonLanguage): Promise<readonly SchemaProposal[]> {
  return schemaProposals(place, nodeAround(place, around)?.type?.value, json);
}

/** Members of a flow, an endpoint or a node as people write them. */
function inOrder(items: readonly CompletionItem[], place: Place, around: Surroundings): readonly CompletionItem[] {
  const order = place.role === 'key' ? memberOrder(place.path, nodeAround(place, around)?.type?.value) : undefined;
  if (order === undefined) return items;
  const rank = ({ label }: CompletionItem): number => (order.includes(label) ? order.indexOf(label) : order.length);
  return [...items].sort((a, b) => rank(a) - rank(b));
}

/** Of many, those that what is typed can be found in; and no more than a list holds. */
function cut(candidates: readonly Candidate[], { token, placeholder }: Place): readonly Candidate[] {
  if (candidates.length <= mostItems) return candidates;
  // A placeholder that is not begun yet goes behind what is typed, in place of nothing.
  const typedFor = ({ inserts }: Candidate): string =>
    inserts.kind === 'placeholder' ? (placeholder?.typed ?? '') : token.typed;
  const isFound = (candidate: Candidate): boolean =>
    hasInOrder((candidate.filter ?? candidate.label).toLowerCase(), typedFor(candidate).toLowerCase());
  return candidates.filter(isFound).slice(0, mostItems);
}

function isKnown({ project }: Surroundings): boolean {
  return project === undefined || isRead(project);
}

/** Whether what is typed is part of what is offered: a name for a new node or endpoint, which the next key changes. */
function hasTypedNames({ role, path }: Place): boolean {
  return role === 'key' && path.length === 1 && (path[0] === 'nodes' || path[0] === 'endpoints');
}
