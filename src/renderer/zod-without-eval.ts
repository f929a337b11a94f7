import { z } from 'zod';

// The content policy forbids `new Function`. A schema probes for it when it is made, so this is imported before all others.
z.config({ jitless: true });
