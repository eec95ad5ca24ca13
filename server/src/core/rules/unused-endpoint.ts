import { type FlowDocument, isReadWhole } from '#core/model/document';
import { isRead, lookUpEndpoint, type Project } from '#core/model/project';
import { remember } from '#core/model/remember';
import { toReading } from '#core/paths/facts';
import { type FlowOutline, outlineOf } from '#core/paths/outline';
import { type Fix, fix, quote, type Rule, type RuleContext } from '#core/rules/rule';
import { removeEntry } from '#core/syntax/editJson';
import { asObject, findProperty } from '#core/syntax/tree';

export const unusedEndpoint: Rule = {
  code: 'unused-endpoint',
  title: 'Every endpoint is used by a node',
  severity: 'hint',
  basis: 'T',
  explanation:
    'No node of the workspace calls the endpoint, offers a list of its answer or reads from it, neither in its own file nor ' +
    'in one that imports it. What nobody uses is still read, kept up to date and audited, with the keys in it. Remove it, ' +
    'unless a flow that is yet to be written needs it.',
  example: {
    wrong: `{
  "endpoints": {
    "orders": { "url": "https://api.example.com/orders" },
    "old-orders": { "url": "https://legacy.example.com/orders" }
  },
  "nodes": {
    "get-order": { "type": "api-integration", "endpoint": "orders" }
  }
}`,
    right: `{
  "endpoints": {
    "orders": { "url": "https://api.example.com/orders" }
  },
  "nodes": {
    "get-order": { "type": "api-integration", "endpoint": "orders" }
  }
}`,
  },
  fixable: true,
  unnecessary: true,
  checkFile(context, report) {
    const { flow, project } = context;
    for (const name of project === undefined ? [] : unusedNames(context, project)) {
      const endpoint = flow.endpoints.get(name);
      if (endpoint === undefined) continue;
      report({
        span: endpoint.property.key,
        message: `No node of the workspace uses the endpoint ${quote(name)}`,
        fixes: () => removeIt(endpoint.property, context),
      });
    }
  },
};

/** None where somebody else may use them: the workspace is not read yet, or does not hold the file. */
function unusedNames({ document, flow }: RuleContext, project: Project): readonly string[] {
  const { names } = usesOf(outlineOf(document).nodes);
  const unused = new Set([...flow.endpoints.keys()].filter((name) => !names.has(name)));
  if (unused.size === 0 || !isRead(project) || mayMeanAny(document, project)) return [];
  const all = project.flows();
  const others = all.filter(({ uri }) => uri !== document.uri);
  const isAlone = [document, ...others].every((other) => other.flow.nodes.size === 0);
  if (others.length === all.length || isAlone) return [];
  for (const other of others) {
    if (isUnreadable(other) && imports(other, document, project)) return [];
    const { names: theirs } = usesOf(outlineOf(other).nodes);
    for (const name of unused) if (theirs.has(name) && mayMean(other, name, document, project)) unused.delete(name);
  }
  return [...unused];
}

/** Whether a name in one file means the endpoint of another, or may do so: an import can't be read. */
function mayMean(user: FlowDocument, name: string, document: FlowDocument, project: Project): boolean {
  const found = lookUpEndpoint(user, name, project);
  return found === 'unresolved' || (found !== 'unknown' && isSame(found.document, document));
}

/** A node whose endpoint is not known yet may come to mean any of them. */
function mayMeanAny(document: FlowDocument, project: Project): boolean {
  if (isUnreadable(document)) return true;
  return [...usesOf(outlineOf(document).nodes).called].some(
    (name) => lookUpEndpoint(document, name, project) === 'unknown',
  );
}

/** Whether nodes may be missing from what was read, or do not say yet what they call. */
function isUnreadable(document: FlowDocument): boolean {
  return !isReadWhole(document) || usesOf(outlineOf(document).nodes).isOpen;
}

function imports(importer: FlowDocument, document: FlowDocument, project: Project): boolean {
  return importer.flow.imports.some(({ value: path }) => {
    const imported = project.resolveImport(importer.uri, path);
    return imported.kind === 'found' && isSame(imported.document, document);
  });
}

/** A link to a file has another URI. */
function isSame(a: FlowDocument, b: FlowDocument): boolean {
  return a.uri === b.uri || a.text === b.text;
}

/** The endpoints that the nodes of a flow use. */
interface Uses {
  /** The names of those that they call. */
  readonly called: ReadonlySet<string>;
  /** And of those that they read from, set up or not. */
  readonly names: ReadonlySet<string>;
  /** Whether one does not say yet which it calls. */
  readonly isOpen: boolean;
}

/** Every file of the workspace asks. */
const usesOf = remember((nodes: FlowOutline['nodes']): Uses => {
  const called = new Set<string>();
  const read = new Set<string>();
  for (const { endpoint, reads } of nodes) {
    if (endpoint !== undefined) called.add(endpoint);
    for (const name of reads) read.add(name);
  }
  const prefixes = [...read].map(toReading).flatMap((reading) => (reading?.kind === 'value' ? [reading.prefix] : []));
  const isOpen = nodes.some(
    ({ endpoint, isApi, type }) => endpoint === undefined && (isApi || type === 'dynamic-list'),
  );
  return { called, names: new Set([...called, ...prefixes]), isOpen };
});

/** Withheld where an earlier endpoint of the same name would take its place. */
function removeIt(property: Parameters<typeof removeEntry>[2], { document, flow }: RuleContext): readonly Fix[] {
  const endpoints = asObject(findProperty(flow.object, 'endpoints')?.value);
  const own = endpoints?.properties.find((other) => other === property);
  if (endpoints === undefined || own === undefined) return [];
  if (endpoints.properties.some((other) => other !== own && other.name === own.name)) return [];
  return fix(document, 'Remove the endpoint', [removeEntry(document.text, endpoints, own)]);
}
