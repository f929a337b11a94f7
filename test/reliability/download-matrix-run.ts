import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { downloadOutput, type DownloadOutcome } from '../../src/main/download/download-output.ts';
import { createNetworkPolicy } from '../../src/main/download/network-policy.ts';
import { emptyFindings, type Findings } from './answers-findings.ts';
import { cells, startMatrixServer, type Cell, type MatrixServer } from './download-matrix-server.ts';
import { createDice } from './seeded-dice.ts';
import { writeSmallClips } from './small-clips.ts';

/** Attempts after which a clip that can be had must be there. */
const mostAttempts = 5;
const clipBytes = 48_000;

/**
 * Plays the cells, each as a download that is cut, taken up again and, if need be, taken up once more.
 *
 * @param every plays each `every`th cell only
 */
export async function runDownloadMatrix(every: number, seed: number): Promise<Findings> {
  const findings = emptyFindings(seed);
  const folder = mkdtempSync(join(tmpdir(), 'conch-matrix-'));
  const dice = createDice(seed);
  await writeSmallClips(folder, ['one', 'two'], { dice, sizeBytes: clipBytes });
  const read = (name: string): Buffer => readFileSync(join(folder, `${name}-6s-768P.mp4`));
  const server = await startMatrixServer([read('one'), read('two')]);
  const tally = { saved: 0, resumed: 0, restarted: 0 };
  // Another starting point for another seed, so that the short tier sees all of them in time.
  for (let at = seed % every; at < cells.length; at += every) {
    const cell = cells[at];
    if (cell === undefined) continue;
    findings.runs += 1;
    for (const wrong of await playCell(server, cell, join(folder, `${at}.part`), tally)) {
      findings.failures.push(`${JSON.stringify(cell)}: ${wrong}`);
    }
  }
  Object.assign(findings.facts, tally);
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
  return findings;
}

async function playCell(
  server: MatrixServer,
  cell: Cell,
  partPath: string,
  tally: { saved: number; resumed: number; restarted: number },
): Promise<string[]> {
  server.play(cell);
  const wrong: string[] = [];
  const policy = createNetworkPolicy({ loopbackOrigin: server.origin, idleTimeoutMs: 2000 });
  let outcome: DownloadOutcome | undefined;
  for (let attempt = 1; attempt <= mostAttempts; attempt += 1) {
    const onProgress = (): void => {
      if (attempt === 1) setTimeout(() => server.breakOff(), 3);
    };
    outcome = await downloadOutput(
      { url: `${server.origin}/clip.mp4` },
      { partPath, policy, signal: new AbortController().signal, now: Date.now, onProgress },
    );
    if (existsSync(partPath) && readFileSync(partPath).includes('<html>')) wrong.push('an error page is in the part');
    if (outcome.outcome === 'saved') break;
    // A dead link and a refusal end the download; the next attempt begins anew, as after a fresh link.
  }
  await policy.dispatcher.destroy();
  if (outcome?.outcome === 'saved') {
    tally.saved += 1;
    const truth = createHash('sha256').update(server.content()).digest('hex');
    const onDisk = createHash('sha256').update(readFileSync(partPath)).digest('hex');
    if (outcome.part.sha256 !== truth || onDisk !== truth) wrong.push('a file was accepted that is not the origin’s');
  } else {
    wrong.push(`a sound server was there at the end, yet it came to ${outcome?.outcome}`);
  }
  const resumes = server.requests.map(({ range, 'if-range': ifRange }) => ({ range, ifRange }));
  if (resumes.some(({ range, ifRange }) => range !== undefined && ifRange !== '"one"' && ifRange !== '"two"')) {
    wrong.push('a range was asked for without a strong validator');
  }
  if (mayResume(cell)) {
    if (resumes[1]?.range === undefined) wrong.push('a resume was legal and was not tried');
    else if (cell.status === 'natural' && cell.length === 'right' && server.requests.length > 2)
      wrong.push('a legal resume did not end it');
    // Trouble of the server must not cost what was received before.
    else if ((cell.status === 500 || cell.status === 503) && resumes[2]?.range === undefined)
      wrong.push('the part was lost over an error');
    else tally.resumed += 1;
  } else {
    tally.restarted += 1;
  }
  return wrong;
}

/** Something was received under a strong validator from a server that keeps to ranges, and the file is the same one. */
function mayResume({ ranges, validator, cut }: Cell): boolean {
  return ranges === 'honoured' && validator === 'strong' && cut !== 'nothing';
}
