import { useEffect, useState } from 'react';
import type { ClipFacets, ClipQuery } from '../../shared/clip-query.ts';
import { client } from './connection.ts';
import { noticeOf } from './notices.ts';
import { useSession } from './session.ts';

export interface ReadFacets {
  /** Undefined when they could not be read. */
  facets: ClipFacets | undefined;
}

/** The counts beside each filter, for as long as somebody looks at them. Undefined until the first answer. */
export function useFacets(): ReadFacets | undefined {
  const query = useSession((state) => state.query);
  const [read, setRead] = useState<ReadFacets>();
  useEffect(() => {
    let isCurrent = true;
    const ask = async (): Promise<void> => {
      const answer = await readFacets(query);
      if (isCurrent) setRead((former) => ({ facets: answer ?? former?.facets }));
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
  return read;
}

async function readFacets(query: ClipQuery): Promise<ClipFacets | undefined> {
  try {
    return await client().call('clip.facets', { query });
  } catch (thrown) {
    noticeOf(thrown);
    return undefined;
  }
}
