import { Command, Option } from 'commander';
import { version } from '../../../package.json';
import { type CheckCommandOptions, check } from './commands/check';
import { explain } from './commands/explain';
import type { GraphCommandOptions } from './commands/graph';
import { listRules } from './commands/rules';
import type { RunCommandOptions } from './commands/run';
import {
  collectAllowedSecret,
  collectAssignment,
  collectHost,
  collectName,
  collectRule,
  parseCount,
  parseMilliseconds,
} from './options';
import type { Terminal } from './terminal';
import { checkWriters } from './writers/checkWriters';

type End = (exitCode: number) => void;

/** The command line as commander knows it. It throws instead of ending the process; `end` gets the command's exit code. */
export function createProgram(terminal: Terminal, end: End): Command {
  const program = new Command('flow-lens')
    .description('Finds what would fail in production in .flow.json files, and runs API Integration nodes')
    .version(version)
    .exitOverride()
    .configureOutput({
      writeOut: terminal.print,
      writeErr: terminal.printError,
      outputError: (message) => terminal.complain(toSentence(message)),
    });
  addCheck(program, terminal, end);
  addRun(program, terminal, end);
  addRules(program, terminal, end);
  addGraph(program, terminal, end);
  program
    .command('lsp')
    .description('serve an editor over the Language Server Protocol')
    .requiredOption('--stdio', 'over standard input and output');
  return program;
}

function addCheck(program: Command, terminal: Terminal, end: End): void {
  program
    .command('check')
    .description('check flow files and report what would fail in production')
    .argument('[paths...]', 'files, folders and globs; "-" is standard input; none is the current folder')
    .addOption(checkFormatOption())
    .option('--env <name>', 'the environment whose values count; without it, those of all')
    .option('--rule <code=severity>', 'set a rule to off, hint, information, warning or error', collectRule)
    .option('--max-warnings <n>', 'fail on more warnings than this', parseCount)
    .option('--fix', 'mend in the files what is safe to mend, then check')
    .addOption(new Option('--baseline <file>', 'leave out the findings that the file has').conflicts('updateBaseline'))
    .option('--update-baseline <file>', 'write the findings that there are to the file, and leave them out')
    .option('--since <ref>', 'check what has changed since the branch left this commit, and what depends on it')
    .option('--config <file>', 'the configuration to use instead of flow-lens.config.json')
    .option('--quiet', 'show errors only')
    .option('--stdin-filename <path>', 'the file that standard input stands for')
    .action(async (paths: string[], options: CheckCommandOptions) => end(await check(paths, options, terminal)));
}

function addRun(program: Command, terminal: Terminal, end: End): void {
  program
    .command('run')
    .description('send the requests of API Integration nodes and show which branch the flow takes')
    .argument('<file>', 'the flow file')
    .argument('<nodes...>', 'ids of nodes; several run at the same time')
    .addOption(runFormatOption())
    .option(
      '--env <name>',
      'the environment; without it, the only one there is, unless its name is like *prod*, *prd* or *live*',
    )
    .option('--env-var <name=value>', 'give an environment value for this run', collectAssignment)
    .option('--secret-from-env <name>', 'take a secret environment value from the process environment', collectName)
    .option('--var <name=value>', 'give a session variable for this run', collectAssignment)
    .option('--vars <file>', 'give session variables by a JSON object of names and values; --var wins over it')
    .option('--timeout <ms>', "milliseconds for all of a run; it wins over the endpoint's", parseMilliseconds)
    .option('--allow-secret <name=origin>', 'let a secret go to an origin without asking', collectAllowedSecret)
    .option('--insecure-host <host>', "don't verify the certificate of a host, and say so", collectHost)
    .option(
      '--expect <key>',
      'succeed where this branch is taken, and only there; nothing is sent for one that the node does not have',
    )
    .option('--to-here', 'run the nodes first whose answers the node needs')
    .option('--dry-run', 'show the request and send nothing')
    .option('--reveal-secrets', 'show secrets as they are, in the request and in the answer')
    .option('--yes', 'send in spite of errors, and with unsafe methods where that asks')
    .action(async (file: string, nodes: string[], options: RunCommandOptions) => {
      // The engine and its HTTP library are loaded only to run.
      const { run } = await import('./commands/run');
      end(await run(file, nodes, options, terminal));
    });
}

function addRules(program: Command, terminal: Terminal, end: End): void {
  program
    .command('rules')
    .description('list the rules')
    .addOption(formatOption())
    .action((options: { format: 'text' | 'json' }) => end(listRules(options, terminal)));
  program
    .command('explain')
    .description('explain a rule')
    .argument('<code>', 'code of the rule')
    .action((code: string) => end(explain(code, terminal)));
}

function addGraph(program: Command, terminal: Terminal, end: End): void {
  const format = new Option('--format <format>', 'mermaid for Markdown, svg for a picture that stands alone');
  program
    .command('graph')
    .description('draw a flow: its nodes, and where their branches lead')
    .argument('<file>', 'the flow file')
    .addOption(format.choices(['mermaid', 'svg']).default('mermaid'))
    .action(async (file: string, options: GraphCommandOptions) => {
      // The layout library is loaded only to draw.
      const { graph } = await import('./commands/graph');
      end(await graph(file, options, terminal));
    });
}

function checkFormatOption(): Option {
  return new Option('--format <format>', 'text for people; the others for programs')
    .choices(Object.keys(checkWriters))
    .default('text');
}

function runFormatOption(): Option {
  return new Option('--format <format>', 'text for people, json for programs, curl to print the request as a command')
    .choices(['text', 'json', 'curl'])
    .default('text');
}

function formatOption(): Option {
  return new Option('--format <format>', 'text for people, json for programs')
    .choices(['text', 'json'])
    .default('text');
}

/** `error: unknown option '--fx'` and, on a line of its own, a suggestion, as one sentence that begins like ours. */
function toSentence(message: string): string {
  const [first = '', ...others] = message
    .replace(/^error: /, '')
    .trim()
    .split('\n');
  return [first.charAt(0).toUpperCase() + first.slice(1), ...others].join(' ');
}
