import { dirname, resolve } from 'node:path';
import { branchesOf, type Flow } from '#core/model/flow';

/** What a flow file has to do with others. */
export interface FlowLinks {
  /** Absolute. */
  readonly path: string;
  readonly name: string | undefined;
  /** The files that it imports, by absolute path, there or not. */
  readonly imports: readonly string[];
  /** The names of the flows that its branches lead to; `unnamed` for one that is to be named yet. */
  readonly targets: readonly string[];
  /** False for a library of endpoints. */
  readonly hasNodes: boolean;
}

/** Stands for a flow that a target leads to without its name. */
export const unnamed = '';

export function toFlowLinks(path: string, { name, imports, nodes }: Flow): FlowLinks {
  const branches = [...nodes.values()].flatMap(branchesOf);
  return {
    path,
    name: name?.value,
    imports: imports.map(({ value }) => resolve(dirname(path), value)),
    targets: branches.flatMap(({ target, property }) => {
      if (target.kind === 'flow') return [target.flow.value];
      return property.value?.kind === 'object' ? [unnamed] : [];
    }),
    hasNodes: nodes.size > 0,
  };
}

/**
 * The same of a file as `JSON.parse` gives it. Targets in places that are none for the type of their node are among those here: nobody
 * misses a link for it.
 */
export function linksInJson(path: string, json: unknown): FlowLinks {
  const { name, imports, nodes } = toRecord(json);
  const targets = valuesOf(nodes).flatMap((node) => {
    const { next, results, responses } = toRecord(node);
    return [next, ...valuesOf(results), ...valuesOf(responses)].filter(isRecord).map(({ flow }) => flow);
  });
  return {
    path,
    name: isText(name) ? name : undefined,
    imports: (Array.isArray(imports) ? imports : []).filter(isText).map((file) => resolve(dirname(path), file)),
    targets: targets.map((flow) => (isText(flow) ? flow : unnamed)),
    hasNodes: valuesOf(nodes).length > 0,
  };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function toRecord(value: unknown): Readonly<Record<string, unknown>> {
  return isRecord(value) ? value : {};
}

function valuesOf(value: unknown): readonly unknown[] {
  return Object.values(toRecord(value));
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}
