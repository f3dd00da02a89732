#!/usr/bin/env node
import { run } from './run.ts';
import { thisTerminal } from './terminal/this-terminal.ts';

const words = process.argv.slice(2);
process.exitCode = await run(words, thisTerminal(words));
