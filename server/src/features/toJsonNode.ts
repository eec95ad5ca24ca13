import type { ASTNode, ObjectASTNode, PropertyASTNode } from 'vscode-json-languageservice';
import { endOf } from '#core/syntax/span';
import type { JsonNode, JsonProperty } from '#core/syntax/tree';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Hands our tree to the JSON service, so that no text is parsed twice. */
export function toJsonNode(node: JsonNode, text: string, parent?: ASTNode): ASTNode {
  const { offset, length } = node;
  const base = { offset, length, ...(parent === undefined ? {} : { parent }) };
  switch (node.kind) {
    case 'object': {
      const made: ObjectASTNode = { ...base, type: 'object', properties: [], children: [] };
      for (const property of node.properties) made.properties.push(toProperty(property, text, made));
      made.children.push(...made.properties);
      return made;
    }
    case 'array': {
      const made: ASTNode = { ...base, type: 'array', items: [], children: [] };
      for (const item of node.items) made.items.push(toJsonNode(item, text, made));
      made.children.push(...made.items);
      return made;
    }
    case 'number':
      return { ...base, type: 'number', value: node.value, isInteger: Number.isInteger(node.value) };
    case 'string':
      return { ...base, type: 'string', value: node.value };
    case 'boolean':
      return { ...base, type: 'boolean', value: node.value };
    case 'null':
      return { ...base, type: 'null', value: null };
  }
}

function toProperty({ key, value, offset, length }: JsonProperty, text: string, parent: ASTNode): PropertyASTNode {
  const keyNode: Mutable<PropertyASTNode['keyNode']> = {
    type: 'string',
    value: key.value,
    offset: key.offset,
    length: key.length,
  };
  const colon = findColon(text, endOf(key));
  const made: Mutable<PropertyASTNode> = {
    type: 'property',
    offset,
    length,
    parent,
    keyNode,
    children: [keyNode],
    ...(colon === undefined ? {} : { colonOffset: colon }),
  };
  keyNode.parent = made;
  // A property without a value reaches to where the value would stand, or completion would not see that it is wanted.
  if (value === undefined && colon !== undefined) made.length = skipSpace(text, colon + 1) - offset;
  if (value === undefined) return made;
  made.valueNode = toJsonNode(value, text, made);
  made.children.push(made.valueNode);
  return made;
}

/** The colon behind a key, where it is typed already: completion tells by it whether a key or a value is wanted. */
function findColon(text: string, from: number): number | undefined {
  const at = skipSpace(text, from);
  return text[at] === ':' ? at : undefined;
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (/[ \t\r\n]/.test(text[at] ?? '')) at++;
  return at;
}
