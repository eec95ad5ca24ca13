import { dirname, resolve } from 'node:path';
import { branchesOf, type Flow } from '#core/model/flow';

/** What a flow file has to do with others. */
export interface FlowLinks {
  /** Absolute. */
  readonly path: string;
  readonly name: string | undefined;
  /** The files that it imports, by absolute path, there or not. */
  readonly imports: readonly string[];
  /** The names of the flows that its branches lead to. */
  readonly targets: readonly string[];
}

export function toFlowLinks(path: string, { name, imports, nodes }: Flow): FlowLinks {
  const branches = [...nodes.values()].flatMap(branchesOf);
  return {
    path,
    name: name?.value,
    imports: imports.map(({ value }) => resolve(dirname(path), value)),
    targets: branches.flatMap(({ target }) => (target.kind === 'flow' ? [target.flow.value] : [])),
  };
}
