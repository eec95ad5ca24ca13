import type { EnvironmentFiles } from '#core/model/environment';
import type { DraftBody, RequestDraft } from '#core/refactorings/requestDraft';
import { findByShape, findInField, findInUrl, isLiteralParameter } from '#core/request/literalCredentials';
import { nameSecret } from '#core/rules/shared/moveSecret';
import { applyEdits, type Edit } from '#core/syntax/edit';
import { replaceValue } from '#core/syntax/editJson';
import { parseJson } from '#core/syntax/parseJson';
import type { Span } from '#core/syntax/span';
import type { JsonNode, JsonString } from '#core/syntax/tree';
import { parseTemplate } from '#core/template/parseTemplate';

/** A request without literal credentials, and what was taken out of it. */
export interface HiddenCredentials {
  readonly draft: RequestDraft;
  /** The value of each placeholder that stands there now, by its name. */
  readonly values: ReadonlyMap<string, string>;
}

/**
 * Puts a placeholder in the place of each credential, in the address, the fields, the query and the content, by the names and looks that
 * `literal-secret` goes by. What a command sends to sign in with is a secret whatever it looks like.
 */
export function hideCredentials(
  draft: RequestDraft,
  files: EnvironmentFiles,
  isSecret: (name: string) => boolean,
): HiddenCredentials {
  const values = new Map<string, string>();
  const nameFor = (what: string, value: string): string => {
    const known = [...values].find(([, other]) => other === value)?.[0];
    const wanted = `${draft.endpoint}_${what.replace(/^x-/i, '')}`;
    const name = known ?? nameSecret(wanted, value, files, (taken) => values.has(taken) || isSecret(taken));
    values.set(name, value);
    return name;
  };
  const hide = (text: string, find: (text: string) => Found | undefined): string => hideAll(text, find, nameFor);
  return {
    values,
    draft: {
      ...draft,
      url: hide(draft.url, (text) => toFound(findInUrl(text), 'password') ?? ofShape(text)),
      headers: draft.headers.map(([name, value]) => [
        name,
        hide(value, (text) => inField(name, text) ?? ofShape(text)),
      ]),
      query: draft.query.map(({ name, value }) => ({
        name,
        value: hide(value, (text) => inMember(name, text) ?? ofShape(text)),
      })),
      body: draft.body === undefined ? undefined : hideInBody(draft.body, hide),
    },
  };
}

function ofShape(text: string): Found | undefined {
  return toFound(findByShape(text), 'token');
}

interface Found extends Span {
  /** What it is called where it stands. */
  readonly what: string;
}

function toFound(found: (Span & { readonly name?: string | undefined }) | undefined, what: string): Found | undefined {
  return found && { offset: found.offset, length: found.length, what: found.name ?? what };
}

/** More credentials than anybody sends: a text that repeats one shape for megabytes is not looked through to its end. */
const mostInText = 50;

function hideAll(
  text: string,
  find: (text: string) => Found | undefined,
  nameFor: (what: string, value: string) => string,
): string {
  let hidden = text;
  for (let count = 0; count < mostInText; count++) {
    const found = find(hidden);
    if (found === undefined || found.length === 0) break;
    const end = found.offset + found.length;
    const placeholder = `{{${nameFor(found.what, hidden.slice(found.offset, end))}}}`;
    hidden = hidden.slice(0, found.offset) + placeholder + hidden.slice(end);
  }
  return hidden;
}

/** The whole of a cookie, which is one credential to whoever sends it, and all behind the scheme of an authorization. */
function inField(name: string, value: string): Found | undefined {
  const lower = name.toLowerCase();
  const isFilled = parseTemplate(value).some(({ kind }) => kind !== 'literal');
  if (!isFilled && lower === 'cookie') return { offset: 0, length: value.length, what: name };
  if (!isFilled && /^(?:proxy-)?authorization$/.test(lower)) {
    const offset = /^\s*\S+\s+/.exec(value)?.[0].length ?? 0;
    return { offset, length: value.length - offset, what: lower.startsWith('proxy') ? name : 'key' };
  }
  return toFound(findInField(name, value), name);
}

function inMember(name: string, value: string): Found | undefined {
  return isLiteralParameter(name, value) ? { offset: 0, length: value.length, what: name } : undefined;
}

type Hide = (text: string, find: (text: string) => Found | undefined) => string;

/** In JSON by the names of members; in a form by the names of its fields. */
function hideInBody({ kind, text }: DraftBody, hide: Hide): DraftBody {
  if (kind === 'text') return { kind, text: hide(text, (rest) => inForm(rest) ?? ofShape(rest)) };
  const edits = [...membersIn(parseJson(text).root)].flatMap(({ name, string }): readonly Edit[] => {
    const hidden = hide(string.value, (rest) => inMember(name, rest) ?? ofShape(rest));
    return hidden === string.value ? [] : [replaceValue(string, hidden)];
  });
  return { kind, text: applyEdits(text, edits) };
}

function inForm(text: string): Found | undefined {
  const found = toFound(findInUrl(`?${text}`), 'password');
  return found && { ...found, offset: found.offset - 1 };
}

/** Every string with the name of the member that it is the value of, or that holds the list which it is in. */
function* membersIn(root: JsonNode | undefined): Iterable<{ readonly name: string; readonly string: JsonString }> {
  const open: { readonly name: string; readonly node: JsonNode | undefined }[] = [{ name: '', node: root }];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const { name, node } = at;
    if (node?.kind === 'string') yield { name, string: node };
    else if (node?.kind === 'array') open.push(...[...node.items].reverse().map((item) => ({ name, node: item })));
    else if (node?.kind === 'object') {
      open.push(...[...node.properties].reverse().map(({ name, value }) => ({ name, node: value })));
    }
  }
}
