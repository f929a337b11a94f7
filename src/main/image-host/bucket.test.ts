import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startScriptedServer } from '../../../test/support/scripted-server.ts';
import { startStrictS3, type StrictS3 } from '../../../test/support/strict-s3.ts';
import { FailureError, type Failure } from '../../shared/failure.ts';
import { openBucket, type Bucket, type BucketOptions } from './bucket.ts';
import { createHostDispatcher } from './host-policy.ts';

const { signal } = new AbortController();
const picture = { bytes: Buffer.from('a picture'), type: 'image/png' };
let s3: StrictS3;
beforeEach(async () => {
  s3 = await startStrictS3();
});
afterEach(async () => s3.stop());

function open(change: Partial<BucketOptions> & { endpoint?: string; region?: string; bucket?: string } = {}): Bucket {
  const { endpoint = s3.origin, region = s3.region, bucket = s3.bucket, ...rest } = change;
  return openBucket({
    location: { endpoint, region, bucket },
    keyPair: s3.keyPair,
    dispatcher: createHostDispatcher(endpoint),
    now: () => Date.now(),
    ...rest,
  });
}

async function failureOf(act: Promise<unknown>): Promise<Failure> {
  const thrown: unknown = await act.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(thrown instanceof FailureError)) throw new Error('it did not fail', { cause: thrown });
  return thrown.failure;
}

const write = (bucket: Bucket): Promise<unknown> => bucket.put('clips/0a1b', picture, signal);

describe('at a service that checks signatures', () => {
  it('writes, gives a link that reads, and deletes', async () => {
    const bucket = open();
    const { hostTimeMs = 0 } = await bucket.put('clips/0a1b', picture, signal);
    expect(s3.objects.get('clips/0a1b')).toEqual({ bytes: picture.bytes, type: 'image/png' });
    const link = await bucket.presign('clips/0a1b', { lifeSeconds: 60, atMs: hostTimeMs });
    expect(Buffer.from(await bucket.fetchLink(link, 4096, signal))).toEqual(picture.bytes);
    await bucket.remove('clips/0a1b', undefined, signal);
    expect(s3.objects.size).toBe(0);
    // Gone already is as good as deleted.
    await bucket.remove('clips/0a1b', undefined, signal);
    expect(s3.calls.map(({ method, status }) => `${method} ${status}`)).toEqual([
      'PUT 200',
      'GET 200',
      'DELETE 204',
      'DELETE 204',
    ]);
  });

  it('deletes the version itself where the bucket keeps versions', async () => {
    await s3.stop();
    s3 = await startStrictS3({ versioned: true });
    const bucket = open();
    const { versionId } = await bucket.put('0a1b', picture, signal);
    await bucket.remove('0a1b', undefined, signal);
    expect(s3.objects.has('0a1b'), 'only hidden').toBe(true);
    await bucket.remove('0a1b', versionId, signal);
    expect(s3.objects.has('0a1b')).toBe(false);
  });

  it('a link dies when its time is over, and by the clock of the host', async () => {
    const bucket = open();
    await bucket.put('0a1b', picture, signal);
    const link = await bucket.presign('0a1b', { lifeSeconds: 60, atMs: Date.now() });
    s3.setClock(61_000);
    expect(await failureOf(bucket.fetchLink(link, 4096, signal))).toMatchObject({ kind: 'not-permitted' });
  });

  it('reads no more than it was told', async () => {
    const bucket = open();
    await bucket.put('0a1b', { ...picture, bytes: Buffer.alloc(300_000) }, signal);
    const link = await bucket.presign('0a1b', { lifeSeconds: 60, atMs: Date.now() });
    expect((await bucket.fetchLink(link, 1000, signal)).length).toBeLessThanOrEqual(1000);
  });
});

describe('what is refused, in words', () => {
  it.each<[string, () => Bucket, Partial<Failure>, RegExp]>([
    [
      'a wrong secret',
      () => open({ keyPair: { ...s3.keyPair, secretAccessKey: 'another-secret' } }),
      { kind: 'key-rejected', vendorCode: 'SignatureDoesNotMatch' },
      /secret access key/,
    ],
    [
      'an unknown key id',
      () => open({ keyPair: { ...s3.keyPair, accessKeyId: 'AKNOBODY' } }),
      { kind: 'key-rejected' },
      /access key ID/,
    ],
    [
      'no such bucket',
      () => open({ bucket: 'another-bucket' }),
      { kind: 'not-permitted' },
      /no bucket called another-bucket/,
    ],
    ['a wrong region', () => open({ region: 'auto' }), { kind: 'not-permitted' }, /region eu-test-1/],
    [
      'a clock that is slow',
      () => open({ now: () => Date.now() - 47 * 60_000 }),
      { kind: 'network', vendorCode: 'RequestTimeTooSkewed' },
      /off by 47 minutes: it is slow/,
    ],
    ['a clock that is fast', () => open({ now: () => Date.now() + 5 * 3_600_000 }), {}, /off by 5 hours: it is fast/],
  ])('%s', async (_name, bucket, facts, words) => {
    const why = await failureOf(write(bucket()));
    expect(why).toMatchObject({ stage: 'upload', charged: 'no', ...facts });
    expect(why.message).toMatch(words);
    expect(s3.objects.size).toBe(0);
  });

  it('a key pair without the right to write', async () => {
    s3.forbid('PUT');
    const why = await failureOf(write(open()));
    expect(why).toMatchObject({ kind: 'not-permitted', message: expect.stringContaining('may not put pictures into') });
  });

  it('trouble of the host itself is tried again', async () => {
    s3.failNext(1, 'unavailable');
    expect(await failureOf(write(open()))).toMatchObject({ kind: 'network', httpStatus: 503 });
    s3.failNext(1, 'reset');
    expect(await failureOf(write(open()))).toMatchObject({ kind: 'network' });
  });

  it('nobody there', async () => {
    const endpoint = s3.origin;
    await s3.stop();
    expect(await failureOf(write(open({ endpoint })))).toMatchObject({
      kind: 'network',
      message: expect.stringContaining('refused the connection'),
    });
  });

  it('something else than S3 answers', async () => {
    const page = await startScriptedServer();
    page.script({ status: 404, body: '<html>not here</html>' });
    expect(await failureOf(write(open({ endpoint: page.origin })))).toMatchObject({
      kind: 'not-permitted',
      message: expect.stringContaining('did not answer as an S3 service does (404)'),
    });
    await page.stop();
  });

  it('an endless error page is not read to its end', async () => {
    const page = await startScriptedServer();
    page.script({ status: 403, body: 'x'.repeat(5_000_000) });
    expect(await failureOf(write(open({ endpoint: page.origin })))).toMatchObject({ kind: 'not-permitted' });
    await page.stop();
  });

  it('an abort is an abort', async () => {
    s3.failNext(1, 'hang');
    const broken = new AbortController();
    const putting = open().put('0a1b', picture, broken.signal);
    setTimeout(() => broken.abort(new Error('stop')), 50);
    await expect(putting).rejects.toThrow('stop');
  });

  it('tells nothing of key, signature or link, even where the host repeats them', async () => {
    const secret = 'another-secret-that-is-wrong';
    const bucket = open({ keyPair: { ...s3.keyPair, secretAccessKey: secret } });
    const link = await bucket.presign('0a1b', { lifeSeconds: 60, atMs: Date.now() });
    const told = JSON.stringify([
      await failureOf(write(bucket)),
      await failureOf(bucket.fetchLink(link, 4096, signal)),
    ]);
    const signature = new URL(link).searchParams.get('X-Amz-Signature') ?? '';
    for (const word of [secret, s3.keyPair.accessKeyId, signature, 'Signature=', '0a1b']) {
      expect(told).not.toContain(word);
    }
  });
});

describe('where it connects', () => {
  it.each([
    ['https://192.168.1.5:9000', /192\.168\.1\.5, which only your own network can reach/],
    ['https://[fd00::1]', /fd00::1/],
    ['https://127.0.0.1:9000', /127\.0\.0\.1/],
  ])('not to %s', async (endpoint, words) => {
    const why = await failureOf(write(open({ endpoint, dispatcher: createHostDispatcher(endpoint) })));
    expect(why).toMatchObject({ kind: 'not-permitted', stage: 'upload' });
    expect(why.message).toMatch(words);
  });

  it('not to a name that leads into this network', async () => {
    const endpoint = 'https://minio.example.com';
    const dispatcher = createHostDispatcher(endpoint, {
      lookup: (_name, _options, callback) => {
        callback(null, [{ address: '10.0.0.7', family: 4 }]);
      },
    });
    const why = await failureOf(write(open({ endpoint, dispatcher })));
    expect(why.message).toContain('minio.example.com at 10.0.0.7');
  });
});
