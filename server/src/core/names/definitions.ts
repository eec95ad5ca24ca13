import type { FlowDocument } from '#core/model/document';
import type { Flow } from '#core/model/flow';
import { fileAt, flowsCalled, importedFile, type Project, withImports } from '#core/model/project';
import type { TextSource } from '#core/model/textSource';
import type { Meaning } from '#core/names/meaning';
import { insideOf } from '#core/names/mention';
import { filesSharing } from '#core/names/occurrences';
import { valuesIn } from '#core/names/valuesIn';
import { variableSetBy } from '#core/paths/facts';
import type { Span } from '#core/syntax/span';
import type { JsonProperty, JsonString } from '#core/syntax/tree';

/** A place that says what a name is the name of. */
export interface Definition {
  readonly source: TextSource;
  /** The name alone, without quotes; the very start of a file that an import names. */
  readonly name: Span;
  /**
   * All that is said there: a key with what stands behind it, or a whole flow. Of an environment value no more than its name,
   * since editors show this stretch of text where somebody points at the name, and the value may be secret.
   */
  readonly whole: Span;
}

/**
 * Where the thing is set up: one place for nodes, endpoints and imported files, several for variables and environment values. An
 * environment value that no file has is where the configuration calls it a secret. Empty where nothing has the name.
 *
 * @param document the file that mentions it
 */
export function definitionsOf(
  meaning: Meaning,
  document: FlowDocument,
  project: Project | undefined,
): readonly Definition[] {
  const { kind, name } = meaning;
  switch (kind) {
    case 'node':
      return atProperty(fileOf(meaning, document, project), ({ nodes }) => nodes.get(name)?.property);
    case 'endpoint':
      return atProperty(fileOf(meaning, document, project), ({ endpoints }) => endpoints.get(name)?.property);
    case 'flow':
      return flowsCalled(name, document, project).flatMap((file) => {
        const { name: at, object } = file.flow;
        return at === undefined ? [] : [toDefinition(file, at, object ?? at)];
      });
    case 'variable':
      return filesSharing(meaning, document, project).flatMap((file) => [
        ...variablesDeclared(file, name),
        ...variablesSet(file, name),
      ]);
    case 'value':
      return valueDefinitions(name, document, project);
    case 'import': {
      const file = importedFile(name, document, project);
      if (file === undefined) return [];
      return [{ source: file, name: { offset: 0, length: 0 }, whole: { offset: 0, length: file.text.length } }];
    }
    case 'rule':
      return [];
  }
}

/**
 * Where something is only said to be there, to be set outside of flows and files: a variable among the flow's `variables`, a
 * secret in the configuration. What is not declared so is declared where it is defined.
 */
export function declarationsOf(
  meaning: Meaning,
  document: FlowDocument,
  project: Project | undefined,
): readonly Definition[] {
  const declared = declaredOnly(meaning, document, project);
  return declared.length > 0 ? declared : definitionsOf(meaning, document, project);
}

function declaredOnly(meaning: Meaning, document: FlowDocument, project: Project | undefined): readonly Definition[] {
  const { kind, name } = meaning;
  if (kind === 'value') return valuePlaces(name, document, project, 'reference');
  if (kind !== 'variable') return [];
  return filesSharing(meaning, document, project).flatMap((file) => variablesDeclared(file, name));
}

/** The flow file that is home to a node or an endpoint. An imported one may lie where nobody lists it. */
export function fileOf(
  { home }: Meaning,
  document: FlowDocument,
  project: Project | undefined,
): FlowDocument | undefined {
  if (document.uri === home) return document;
  return fileAt(home, project) ?? withImports(document, project).find(({ uri }) => uri === home);
}

function atProperty(
  source: FlowDocument | undefined,
  find: (flow: Flow) => JsonProperty | undefined,
): readonly Definition[] {
  const property = source && find(source.flow);
  return source === undefined || property === undefined ? [] : [toDefinition(source, property.key, property)];
}

function toDefinition(source: TextSource, name: JsonString, whole: Span): Definition {
  return { source, name: insideOf(name), whole };
}

function variablesDeclared(file: FlowDocument, name: string): readonly Definition[] {
  const declared = file.flow.variables.filter((variable) => variable.name === name);
  return declared.map(({ property }) => toDefinition(file, property.key, property));
}

/** The nodes that set a variable. */
function variablesSet(file: FlowDocument, name: string): readonly Definition[] {
  return [...file.flow.nodes.values()].flatMap((node) => {
    const variable = variableSetBy(node);
    return variable?.value === name ? [toDefinition(file, variable, node.property)] : [];
  });
}

function valueDefinitions(name: string, document: FlowDocument, project: Project | undefined): readonly Definition[] {
  const defined = valuePlaces(name, document, project, 'definition');
  return defined.length > 0 ? defined : valuePlaces(name, document, project, 'reference');
}

function valuePlaces(
  name: string,
  { uri }: FlowDocument,
  project: Project | undefined,
  wanted: 'definition' | 'reference',
): readonly Definition[] {
  const places = project === undefined ? [] : valuesIn(name, uri, project);
  return places.flatMap(({ source, span, role }) => (role === wanted ? [{ source, name: span, whole: span }] : []));
}
