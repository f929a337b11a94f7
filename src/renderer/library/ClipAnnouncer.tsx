import { useEffect, useState } from 'react';
import { newsText } from './clip-news.ts';
import { followNews } from './gathered-news.ts';

/** As long as a sentence stands; then the same one can be told again. */
const standMs = 4_000;

const silence = { polite: '', assertive: '' };

/**
 * Tells screen readers that clips were queued, are done or have failed; at once only that one needs attention, because
 * money may be at stake. Not visible.
 */
export function ClipAnnouncer() {
  const [said, setSaid] = useState(silence);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = followNews((news) => {
      clearTimeout(timer);
      setSaid({
        polite: newsText(news.filter(({ key }) => key !== 'attention')),
        assertive: newsText(news.filter(({ key }) => key === 'attention')),
      });
      timer = setTimeout(setSaid, standMs, silence);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, []);
  return (
    <>
      <div aria-live="polite" className="sr-only">
        {said.polite}
      </div>
      <div aria-live="assertive" className="sr-only">
        {said.assertive}
      </div>
    </>
  );
}
