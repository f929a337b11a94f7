import * as fsPromises from 'node:fs/promises';
import { openMoveJournal } from './move-journal.ts';
import { beginMove, resumeMove } from './move-library.ts';
import type { MoveCalls } from './move-file.ts';

/** A process of its own that moves a library, to be killed: `dataFolder from to copies|links`. */
const [dataFolder = '', from = '', to = '', how = ''] = process.argv.slice(2);
const otherDisk = (): Promise<never> => Promise.reject(Object.assign(new Error('EXDEV'), { code: 'EXDEV' }));
const disk: MoveCalls = how === 'copies' ? { ...fsPromises, link: otherDisk } : fsPromises;
const journal = openMoveJournal(dataFolder);
const options = { journal, rememberFolder: async () => {}, putInForce: () => {}, disk };
const tools = { id: 'x', signal: new AbortController().signal, progressed: () => {} };
process.stdout.write('moving\n');
const order = journal.read();
await (order === undefined ? beginMove(from, to, options, tools) : resumeMove(order, options, tools));
process.stdout.write('moved\n');
