/** Takes a frame out of a clip and hands it to the core as the clip's poster. */

/** Wide enough for the widest tile on a screen with two pixels per point, in pixels. */
const posterWidth = 480;
/** A frame a little into the clip: the first one is often black or a copy of the first frame. In seconds. */
const posterAt = 0.5;
const patienceMs = 15_000;

/** Rejects when the clip cannot be decoded or the core does not take the picture. */
export async function makePoster(mediaBase: string, id: string): Promise<void> {
  const video = document.createElement('video');
  video.muted = true;
  video.preload = 'auto';
  video.src = `${mediaBase}/clips/${id}`;
  try {
    await heard(video, 'loadeddata');
    video.currentTime = Math.min(posterAt, video.duration / 2 || 0);
    await heard(video, 'seeked');
    await sendPoster(mediaBase, id, await webpOf(video));
  } finally {
    // Lets go of the decoder and of the connection at once.
    video.removeAttribute('src');
    video.load();
  }
}

function heard(video: HTMLVideoElement, event: 'loadeddata' | 'seeked'): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new Error(`no ${event} in time`));
    }, patienceMs);
    video.addEventListener(
      event,
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
    video.addEventListener(
      'error',
      () => {
        clearTimeout(timer);
        reject(new Error('the clip cannot be decoded'));
      },
      { once: true },
    );
  });
}

function webpOf(video: HTMLVideoElement): Promise<Blob> {
  const canvas = document.createElement('canvas');
  canvas.width = Math.min(posterWidth, video.videoWidth);
  canvas.height = Math.round((canvas.width * video.videoHeight) / video.videoWidth);
  const context = canvas.getContext('2d');
  if (context === null) return Promise.reject(new Error('no canvas'));
  context.drawImage(video, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => {
        // A browser that cannot write WebP answers with PNG, which the core would refuse.
        if (blob?.type === 'image/webp') resolve(blob);
        else reject(new Error('no WebP'));
      },
      'image/webp',
      0.82,
    );
  });
}

async function sendPoster(mediaBase: string, id: string, blob: Blob): Promise<void> {
  const answer = await fetch(`${mediaBase}/posters/${id}`, {
    method: 'PUT',
    headers: { 'content-type': 'image/webp' },
    body: blob,
  });
  if (!answer.ok) throw new Error(`the poster was not taken: ${answer.status}`);
}
