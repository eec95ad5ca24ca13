import type { FlowDocument } from '#core/model/document';
import { createEndpointLookup, type EndpointLookup, type Project } from '#core/model/project';
import type { OwnedSuppression } from '#core/model/suppressions';
import type { Observation } from '#core/request/observation';
import { rules } from '#core/rules/index';
import type { RuleContext, SeveritySetting } from '#core/rules/rule';

export interface CheckOptions {
  /** What a person has set a rule to; undefined keeps the rule's own severity. */
  readonly severityOf?: (code: string) => SeveritySetting | undefined;
  /** The current date in UTC, `2027-06-30`: suppressions end. */
  readonly today: string;
  /** The environment that a person has picked. */
  readonly environment?: string | null;
  /** Whether the configuration names an environment value as a secret. */
  readonly isSecret?: (name: string) => boolean;
  /** What runs have shown of a node as it is now, by its id. In the editor only. */
  readonly observationOf?: (nodeId: string) => Observation | undefined;
  /** The nodes that were run, by id: of any other `observationOf` knows nothing. Left out, it may know of all. */
  readonly runNodes?: () => Iterable<string>;
}

/** What rules are set to, each asked for once in a check. */
export type Settings = ReadonlyMap<string, SeveritySetting | undefined>;

export function readSettings({ severityOf }: CheckOptions): Settings {
  return new Map(rules.map(({ code }) => [code, severityOf?.(code)]));
}

/** What one check rests on. */
export interface Checked {
  readonly document: FlowDocument;
  readonly project: Project | undefined;
  readonly options: CheckOptions;
  readonly settings: Settings;
}

/** What rules may look at, all of it: nobody notes what they read. */
export function toContext(checked: Checked, suppressions: () => readonly OwnedSuppression[]): RuleContext {
  const { document, project, options, settings } = checked;
  let known: readonly OwnedSuppression[] | undefined;
  const lookUpEndpoint = rememberLookups(createEndpointLookup(document, project));
  const context: RuleContext = {
    document,
    flow: document.flow,
    project,
    today: options.today,
    environment: options.environment ?? null,
    rules: byCode,
    get suppressions() {
      known ??= suppressions();
      return known;
    },
    get whole() {
      return context;
    },
    isSecret: options.isSecret ?? (() => false),
    isOff: ({ code, severity }) => (settings.get(code) ?? severity) === 'off',
    observationOf: ({ id }) => options.observationOf?.(id),
    lookUpEndpoint,
    endpointOf({ endpoint }) {
      const found = endpoint && lookUpEndpoint(endpoint.value);
      return typeof found === 'string' ? undefined : found;
    },
    hasNode: (id) => document.flow.nodes.has(id),
    flowsNamed: (name) => flowsNamed(name, document, project),
    ask: ({ answer }, about) => answer(about, context),
  };
  return context;
}

const byCode = new Map(rules.map((rule) => [rule.code, rule]));

/** Many rules ask for the endpoint of every node: each name is looked up once. */
function rememberLookups(lookUp: (name: string) => EndpointLookup): (name: string) => EndpointLookup {
  const found = new Map<string, EndpointLookup>();
  return (name) => {
    const known = found.get(name) ?? lookUp(name);
    found.set(name, known);
    return known;
  };
}

/** A file outside of the workspace is checked too, and may target itself. */
function flowsNamed(
  name: string,
  document: FlowDocument,
  project: Project | undefined,
): readonly FlowDocument[] | undefined {
  const named = project?.flowsNamed(name);
  if (named === undefined || document.flow.name?.value !== name) return named;
  return [document, ...named.filter(({ uri }) => uri !== document.uri)];
}
