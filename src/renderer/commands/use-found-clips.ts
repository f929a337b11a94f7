import { useEffect, useState } from 'react';
import type { Job } from '../../shared/job.ts';
import { findClips } from '../store/finding.ts';

const mostClips = 6;
/** As long as a letter takes to type. */
const pauseMs = 120;

/** The newest clips that say the text, once there is one; those of the former text stay until the answer comes. */
export function useFoundClips(text: string): readonly Job[] {
  const [clips, setClips] = useState<readonly Job[]>([]);
  const search = text.trim();
  useEffect(() => {
    let isCurrent = true;
    const timer = setTimeout(() => {
      if (search === '') setClips([]);
      else void findClips(search, mostClips).then((found) => isCurrent && setClips(found));
    }, pauseMs);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [search]);
  return clips;
}
