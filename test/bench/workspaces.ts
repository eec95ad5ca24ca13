import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { generateFlow } from './generateFlow';

/** Files in one folder: most have no more. */
const perFolder = 100;

/** Writes so many flows of so many nodes below a folder, a hundred to a folder. Gives their size in bytes. */
export function writeFlows(folder: string, count: number, nodes: number): number {
  let size = 0;
  for (let index = 0; index < count; index++) {
    const path = join(folder, flowPath(index));
    if (index % perFolder === 0) mkdirSync(dirname(path), { recursive: true });
    const text = generateFlow(nodes, `flow-${index}`);
    writeFileSync(path, text);
    size += Buffer.byteLength(text);
  }
  return size;
}

function flowPath(index: number): string {
  return `part-${Math.floor(index / perFolder)}/flow-${index}.flow.json`;
}

/** The library that the flows of `sharedEndpointFiles` import. */
export const libraryName = 'library.flow.json';

/** Flows of twenty nodes that all call the endpoints of one library: texts by path. */
export function sharedEndpointFiles(count: number): Readonly<Record<string, string>> {
  const { version, endpoints } = JSON.parse(generateFlow(20, 'library'));
  const files: Record<string, string> = { [libraryName]: toText({ version, name: 'library', endpoints }) };
  for (let index = 0; index < count; index++) {
    const { endpoints: _own, ...flow } = JSON.parse(generateFlow(20, `flow-${index}`));
    files[flowPath(index)] = toText({ ...flow, imports: [`../${libraryName}`] });
  }
  return files;
}

function toText(flow: object): string {
  return `${JSON.stringify(flow, undefined, 2)}\n`;
}
