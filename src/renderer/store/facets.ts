import { useEffect, useState } from 'react';
import type { ClipFacets, ClipQuery } from '../../shared/clip-query.ts';
import { client } from './connection.ts';
import { noticeOf } from './notices.ts';
import { useSession } from './session.ts';

/** The counts beside each filter, for as long as somebody looks at them. Undefined until the first answer. */
export function useFacets(): ClipFacets | undefined {
  const query = useSession((state) => state.query);
  const [facets, setFacets] = useState<ClipFacets>();
  useEffect(() => {
    let isCurrent = true;
    const ask = async (): Promise<void> => {
      const answer = await readFacets(query);
      if (isCurrent && answer !== undefined) setFacets(answer);
    };
    void ask();
    // Clips that come or go change the counts as well.
    const stop = useSession.subscribe((now, before) => {
      if (now.order.length !== before.order.length) void ask();
    });
    return () => {
      isCurrent = false;
      stop();
    };
  }, [query]);
  return facets;
}

async function readFacets(query: ClipQuery): Promise<ClipFacets | undefined> {
  try {
    return await client().call('clip.facets', { query });
  } catch (thrown) {
    noticeOf(thrown);
    return undefined;
  }
}
