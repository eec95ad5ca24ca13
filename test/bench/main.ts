import { writeBench } from './bench';

/** Prints the tables that the arguments name, and ends: peers may leave connections and timers behind. */
writeBench(process.argv.slice(2), (text) => process.stdout.write(text)).then(
  () => process.exit(),
  (error: Error) => {
    process.stderr.write(`${error.stack}\n`);
    process.exit(1);
  },
);
