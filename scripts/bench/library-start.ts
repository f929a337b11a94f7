import type { Libraries } from './libraries.ts';
import { startHost } from './programs.ts';
import { median, type Measurement, type Section } from './report.ts';

const rounds = 7;

/** From starting the host's process to its line that it is ready: whether that grows with the library. */
export async function measureLibraryStart({ sizes, copy }: Libraries): Promise<Section> {
  const folders = new Map<number, string>();
  for (const clips of sizes) {
    const folder = await copy(clips);
    folders.set(clips, folder);
    // The first start looks through everything and makes the first backup.
    await (await startHost(folder)).stop();
  }
  const afterClose = new Map<number, number[]>(sizes.map((clips) => [clips, []]));
  for (let round = 0; round < rounds; round += 1) {
    // In turns, so that other work on the machine meets all sizes alike.
    for (const [clips, folder] of folders) {
      const host = await startHost(folder);
      afterClose.get(clips)?.push(host.readyMs);
      await host.stop();
    }
  }
  const afterKill = new Map<number, number>();
  for (const [clips, folder] of folders) {
    const times: number[] = [];
    for (let round = 0; round < 3; round += 1) {
      await (await startHost(folder)).stop('SIGKILL');
      const host = await startHost(folder);
      times.push(host.readyMs);
      await host.stop('SIGKILL');
    }
    afterKill.set(clips, median(times));
  }
  const [fewest = 0, ...others] = sizes;
  const base = median(afterClose.get(fewest) ?? []);
  const baseKill = afterKill.get(fewest) ?? 0;
  const name = `at ${fewest} clips`;
  const measurements: Measurement[] = others.flatMap((clips) => [
    {
      what: `start to ready at ${clips} clips, after a close in good order, median`,
      unit: 'ms',
      conch: median(afterClose.get(clips) ?? []),
      reference: { name, value: base },
    },
    {
      what: `start to ready at ${clips} clips, after a kill, median`,
      unit: 'ms',
      conch: afterKill.get(clips) ?? 0,
      reference: { name, value: baseKill },
    },
  ]);
  return {
    title: 'Starting with a large library',
    how: `The built browser host, in a process of its own, from the start of the process to its line that it is ready; ${rounds} starts of each size, in turns. After a close in good order the list of clips is opened on trust and looked through while the person is at work; after a kill it is looked through first.`,
    measurements,
  };
}
