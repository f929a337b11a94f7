import type { Socket } from 'node:net';

/**
 * Reads from a socket until `take` has found a whole answer, and puts back what came after it. The socket is paused then.
 *
 * @param take how many of the bytes so far are the answer, and what it says; undefined while it is not whole
 * @throws what `take` throws, the socket's error, or an error when the other side ends before the answer is whole
 */
export async function readAnswer<T>(
  socket: Socket,
  take: (bytes: Buffer) => { sizeBytes: number; answer: T } | undefined,
): Promise<T> {
  const { promise, resolve, reject } = Promise.withResolvers<T>();
  let bytes = Buffer.alloc(0);
  const onData = (chunk: Buffer): void => {
    bytes = Buffer.concat([bytes, chunk]);
    try {
      const taken = take(bytes);
      if (taken === undefined) return;
      socket.pause();
      socket.off('data', onData);
      if (bytes.length > taken.sizeBytes) socket.unshift(bytes.subarray(taken.sizeBytes));
      resolve(taken.answer);
    } catch (thrown) {
      reject(thrown);
    }
  };
  const onEnd = (): void => reject(new Error('the other side ended before its answer was whole'));
  socket.on('data', onData).once('end', onEnd).once('close', onEnd).once('error', reject);
  // It may have been paused by the answer before.
  socket.resume();
  try {
    return await promise;
  } finally {
    socket.off('data', onData).off('end', onEnd).off('close', onEnd).off('error', reject);
  }
}
