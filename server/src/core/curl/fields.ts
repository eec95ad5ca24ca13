import type { GivenOption } from '#core/curl/options';
import { quote } from '#core/model/quote';
import type { Field } from '#core/request/exchange';
import { findFieldValue, isManagedField, isToken } from '#core/request/fieldNames';
import { toBase64 } from '#core/response/base64';
import { parseTemplate } from '#core/template/parseTemplate';

/** What else of a command says something of the fields. */
interface Around {
  /** Undefined where the request has none. */
  readonly content: string | undefined;
  readonly isJson: boolean;
  /** `user:password` of the URL, decoded. */
  readonly userInfo: string | undefined;
}

/** The fields that the command sends, with those that curl would add for what it sends. */
export function readFields(
  options: readonly GivenOption[],
  around: Around,
): { readonly fields: readonly Field[]; readonly notes: readonly string[] } {
  const notes: string[] = [];
  const fields: Field[] = [];
  const removed = new Set<string>();
  for (const { name, value } of options) {
    if (name !== 'header') continue;
    if (value.startsWith('@')) {
      notes.push(`The fields of the file ${quote(value.slice(1))} (-H) are left out: no file is read`);
      continue;
    }
    const field = readHeader(value);
    if (field === undefined) notes.push('What is no field is left out (-H)');
    else if (typeof field === 'string') removed.add(field.toLowerCase());
    else if (!isLeftOut(field[0])) fields.push(field);
    else notes.push(`The field ${quote(field[0])} is left out: the client sets it itself`);
  }
  const { sign, note } = readSignIn(options, around.userInfo);
  for (const [name, value] of [...sign, ...namedFields(options), ...contentFields(around)]) {
    const isSaid = removed.has(name.toLowerCase()) || findFieldValue(fields, name.toLowerCase()) !== undefined;
    if (!isSaid) fields.push([name, value]);
  }
  return { fields, notes: [...notes, ...note] };
}

/** `Name: value`; `Name;` is an empty field, and `Name:` takes one out, of which the name is given. Undefined for anything else. */
function readHeader(header: string): Field | string | undefined {
  const [, name = '', separator, value = ''] = /^([^:;]*)([:;])([\s\S]*)$/.exec(header) ?? [];
  if (!isToken(name.trim()) || (separator === ';' && value.trim() !== '')) return undefined;
  return separator === ':' && value.trim() === '' ? name.trim() : [name.trim(), value.trim()];
}

/** Codings are each client's own, and a run undoes them: what a browser asks for is none of the flow's. */
function isLeftOut(name: string): boolean {
  return isManagedField(name) || name.toLowerCase() === 'accept-encoding';
}

/** Options that stand for a field each. */
function namedFields(options: readonly GivenOption[]): readonly Field[] {
  const cookies = options.flatMap(({ name, value }) => (name === 'cookie' && value.includes('=') ? value : []));
  const own = options.flatMap(({ name, value }): readonly Field[] => {
    if (name === 'user-agent') return value === '' ? [] : [['User-Agent', value]];
    if (name === 'referer') return [['Referer', value.replace(/;auto$/, '')]];
    return name === 'range' ? [['Range', `bytes=${value}`]] : [];
  });
  return cookies.length === 0 ? own : [...own, ['Cookie', cookies.join('; ')]];
}

/** What curl says of a content where the command does not. */
function contentFields({ content, isJson }: Around): readonly Field[] {
  if (isJson)
    return [
      ...(content === undefined ? [] : [['Content-Type', 'application/json'] as const]),
      ['Accept', 'application/json'],
    ];
  return content === undefined ? [] : [['Content-Type', 'application/x-www-form-urlencoded']];
}

interface SignIn {
  readonly sign: readonly Field[];
  readonly note: readonly string[];
}

/** Basic authentication (RFC 7617 §2), as `-u` and a URL mean it, and a bearer token (RFC 6750 §2.1). */
function readSignIn(options: readonly GivenOption[], userInfo: string | undefined): SignIn {
  const last = (name: string) => options.findLast((option) => option.name === name)?.value;
  const bearer = last('oauth2-bearer');
  if (bearer !== undefined) return { sign: [['Authorization', `Bearer ${bearer}`]], note: [] };
  const user = last('user') ?? userInfo;
  if (user === undefined) return { sign: [], note: [] };
  const other = options.find(({ name }) => otherSchemes.has(name));
  if (other !== undefined)
    return { sign: [], note: [`Signing in with --${other.name} is left out: a flow sends no challenge's answer`] };
  if (!user.includes(':'))
    return { sign: [], note: ['Signing in (-u) is left out: the command has no password, which curl asks for'] };
  const isFilled = parseTemplate(user).every(({ kind }) => kind === 'literal');
  if (isFilled) return { sign: [['Authorization', `Basic ${toBase64(new TextEncoder().encode(user))}`]], note: [] };
  return {
    sign: [['Authorization', 'Basic {{BASIC_CREDENTIALS}}']],
    note: ['Set BASIC_CREDENTIALS to the base64 of user:password: shell variables stand in it'],
  };
}

const otherSchemes = new Set(['anyauth', 'digest', 'ntlm', 'ntlm-wb', 'negotiate', 'aws-sigv4']);
