import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { readFlow } from '#core/model/readFlow';
import { parseJson } from '#core/syntax/parseJson';
import { readTextFile } from '../../workspace/textFile';
import { type FlowLinks, linksInJson, toFlowLinks } from '../since/flowLinks';

/** What has to be known of a flow file before others are checked: plain data, and none of its text. */
export interface KnownFlow extends FlowLinks {
  /** The path without links on the way. */
  readonly realPath: string;
  /** Two files with the same text have the same. */
  readonly digest: string;
}

/** Reads a flow file for what has to be known of it, or the text that stands for it. Undefined where it can't be read. */
export async function readKnownFlow(path: string, given: string | undefined): Promise<KnownFlow | undefined> {
  try {
    const text = given ?? (await readTextFile(path)).text;
    const realPath = given === undefined ? realpathSync(path) : path;
    return { ...readLinks(path, text), realPath, digest: createHash('sha1').update(text).digest('base64') };
  } catch {
    return undefined;
  }
}

/** Nothing but links is needed of most files: what is JSON is read without places, in a fifth of the time. */
function readLinks(path: string, text: string): FlowLinks {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return toFlowLinks(path, readFlow(parseJson(text).root));
  }
  return linksInJson(path, json);
}
