import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { dollarsLeft } from './account.ts';
import { closeConnection, sendAnswer } from './answer.ts';
import { keyRefusal, strikePlainly } from './desk.ts';
import type { Desk, Exchange } from './desk.ts';
import { answerDownload, looksLikeClip } from './download.ts';
import { answerPoll } from './poll.ts';
import { answerSubmit, noteSubmission } from './submit.ts';
import type { Call, CallStage } from './vendor.ts';

/** No provider is known to take more; 20 MB of picture are 27 MB of JSON. */
const largestBodyBytes = 48 * 1024 * 1024;

/** One provider as an HTTP server. */
export function createProviderServer(desk: Desk): Server {
  return createServer((request, response) => {
    handle(desk, request, response).catch((error: unknown) => {
      // A mistake of the simulator itself: said aloud, because a test that goes on would measure the wrong thing.
      process.stderr.write(
        `simulator, ${desk.vendor.id}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
      );
      closeConnection(response);
    });
  });
}

async function handle(desk: Desk, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { vendor, ledger, faults } = desk;
  const target = request.url ?? '/';
  const method = request.method ?? 'GET';
  const path = target.split('?', 1)[0] ?? '/';
  const stage = vendor.stageOf(method, path);
  const reading = method === 'GET' || method === 'HEAD';
  const clip = reading && stage === undefined && (desk.jobs.link(target) !== undefined || looksLikeClip(path));
  const key = clip ? undefined : vendor.keyOf(request.headers);
  const seen = {
    provider: vendor.id,
    stage: clip ? ('download' as const) : (stage ?? ('unknown' as const)),
    target,
    rawHeaders: request.rawHeaders,
    keyHeader: request.headers.authorization === undefined ? 'ocp-apim-subscription-key' : 'authorization',
    ...(key === undefined ? {} : { key }),
  };
  if (clip) {
    ledger.inspect({ ...seen, bodyText: '' });
    answerDownload(desk, request, response);
    return;
  }

  const call: Call = {
    method,
    path,
    query: new URLSearchParams(target.slice(path.length + 1)),
    headers: request.headers,
    body: undefined,
    origin: `http://127.0.0.1:${request.socket.localPort}`,
  };
  const exchange: Exchange = { request, response, call, bodyText: '', ...(key === undefined ? {} : { key }) };
  if (stage !== undefined && faults.take(vendor.id, stage, (kind) => kind === 'close') !== undefined) {
    if (stage === 'submit') noteSubmission(desk, exchange, { accepted: false, billed: false, fault: 'close' });
    closeConnection(response);
    return;
  }
  const read = await readBody(request);
  if (read === 'gone') return;
  if (read === 'too large') {
    const refused = { status: 413, body: vendor.envelopes.invalid('the body is too large', call).body };
    if (stage === 'submit') {
      noteSubmission(desk, exchange, { accepted: false, billed: false, status: 413, refusal: 'the body is too large' });
    }
    sendAnswer(response, { ...refused, headers: { connection: 'close' } });
    return;
  }
  const bodyText = read.text;
  ledger.inspect({ ...seen, bodyText });
  if (stage === undefined) {
    sendAnswer(response, vendor.envelopes.noSuchPath(call));
    return;
  }
  await dispatch(desk, stage, { ...exchange, bodyText });
}

/** The path is known and the body read: key, content type and JSON come before the provider's own checks. */
async function dispatch(desk: Desk, stage: CallStage, exchange: Exchange): Promise<void> {
  const { call, request, response, bodyText, key } = exchange;
  const { envelopes } = desk.vendor;
  const turnAway = (answer: ReturnType<typeof envelopes.missingKey>, refusal: string) => {
    if (stage === 'submit')
      noteSubmission(desk, exchange, { accepted: false, billed: false, status: answer.status, refusal });
    sendAnswer(response, answer, refusal);
  };
  const refusedKey = keyRefusal(desk, call, key);
  if (refusedKey !== undefined) {
    turnAway(refusedKey, key === undefined ? 'no key' : 'wrong key');
    return;
  }
  if (call.method === 'GET' && bodyText !== '') {
    turnAway(envelopes.invalid('a GET has no body', call), 'a GET has no body');
    return;
  }
  if (
    call.method === 'POST' &&
    !/^application\/json\s*(;\s*charset=utf-8)?$/i.test(request.headers['content-type'] ?? '')
  ) {
    turnAway(envelopes.invalid('Content-Type: must be application/json', call), 'wrong content type');
    return;
  }
  const body = call.method === 'POST' ? parse(bodyText) : { value: undefined };
  if (body === undefined) {
    turnAway(envelopes.invalid('the body is not JSON', call), 'the body is not JSON');
    return;
  }
  const whole: Exchange = { ...exchange, call: { ...call, body: body.value } };
  if (stage === 'submit') await answerSubmit(desk, whole);
  else if (stage === 'poll') answerPoll(desk, whole);
  else answerAccount(desk, whole);
}

function answerAccount(desk: Desk, exchange: Exchange): void {
  const { vendor, faults } = desk;
  const { call, response, key } = exchange;
  const fault = faults.take(vendor.id, 'account', () => true);
  if (fault !== undefined && strikePlainly(desk, exchange, fault) !== undefined) return;
  sendAnswer(response, vendor.account?.(dollarsLeft(desk, key ?? '')) ?? vendor.envelopes.noSuchPath(call));
}

/** `gone`: the client left in the middle. */
function readBody(request: IncomingMessage): Promise<{ text: string } | 'too large' | 'gone'> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let sizeBytes = 0;
    request.on('data', (chunk: Buffer) => {
      sizeBytes += chunk.length;
      // Read to the end all the same, so that the refusal reaches the client.
      if (sizeBytes <= largestBodyBytes) chunks.push(chunk);
    });
    request.on('end', () =>
      resolve(sizeBytes > largestBodyBytes ? 'too large' : { text: Buffer.concat(chunks).toString('utf8') }),
    );
    request.on('error', () => resolve('gone'));
  });
}

function parse(text: string): { value: unknown } | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return { value };
  } catch {
    // The answer to a broken body is the provider's 400, given by the caller.
    return undefined;
  }
}
