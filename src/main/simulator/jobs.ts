import { randomBytes } from 'node:crypto';
import type { SimulatedClock } from './clock.ts';
import type { Fault, FaultKind, FaultStage } from './faults.ts';
import { isSlow, marksIn } from './prompt-marks.ts';
import type { JobView, Order, ProviderName, SimulatedJob, Vendor, Verdict } from './vendor.ts';

/** A link that was handed out. It is asked for exactly as it stands here, or refused. */
interface IssuedLink {
  readonly target: string;
  readonly provider: ProviderName;
  readonly jobId: string;
  /** Real epoch milliseconds: links age with the true clock, since clients read the date in them. */
  readonly expiresAt: number;
  dead: boolean;
}

/** A fault that a mark in the prompt has laid on this job. */
interface Planned {
  readonly stage: FaultStage;
  readonly kind: FaultKind;
  remaining: number | 'endless';
}

interface JobRecord extends SimulatedJob {
  readonly planned: Planned[];
}

export interface JobsState {
  readonly jobs: readonly JobRecord[];
  readonly links: readonly IssuedLink[];
}

export interface Jobs {
  accept(vendor: Vendor, order: Order): SimulatedJob;
  find(provider: ProviderName, id: string): SimulatedJob | undefined;
  /** The next fault that the job's own prompt has ordered for this stage. */
  takePlanned(jobId: string, stage: FaultStage): Fault | undefined;
  /** Ends the job now. */
  end(job: SimulatedJob, verdict: Verdict): void;
  /** How many clips of a provider are not finished. */
  inTheMaking(provider: ProviderName): number;
  /** Simulated milliseconds until the end; 0 when it is over. */
  remainingMs(job: SimulatedJob): number;
  view(vendor: Vendor, job: SimulatedJob, origin: string, dress?: { unknownWord?: boolean; noUrl?: boolean }): JobView;
  link(target: string): IssuedLink | undefined;
  kill(link: IssuedLink): void;
  state(): JobsState;
  clear(): void;
}

const linkLifeMs = 3_600_000;

export function createJobs(clock: SimulatedClock, random: () => number, saved?: JobsState): Jobs {
  const jobs = new Map<string, JobRecord>(
    (saved?.jobs ?? []).map((job) => [job.id, { ...job, planned: [...job.planned] }]),
  );
  const links = new Map<string, IssuedLink>((saved?.links ?? []).map((link) => [link.target, { ...link }]));

  function accept(vendor: Vendor, order: Order): SimulatedJob {
    const pace = isSlow(order.prompt) ? 10 : 1;
    const startsAt = clock.now() + (8_000 + random() * 8_000) * pace;
    const endsAt =
      startsAt + (order.durationSeconds === 10 ? 66_000 + random() * 8_000 : 52_000 + random() * 14_000) * pace;
    const planned: Planned[] = [];
    let verdict: Verdict = 'succeeded';
    for (const { stage, kind, when } of marksIn(order.prompt)) {
      if (stage === 'submit') continue;
      if (kind === 'failed' || kind === 'error' || kind === 'moderation') verdict = kind;
      else planned.push({ stage, kind, remaining: when === 'once' ? 1 : 'endless' });
    }
    const id = vendor.newJobId(() => crypto.randomUUID());
    const job = { id, provider: vendor.id, order, acceptedAt: Date.now(), startsAt, endsAt, verdict, planned };
    jobs.set(id, job);
    return job;
  }

  function takePlanned(jobId: string, stage: FaultStage): Fault | undefined {
    const job = jobs.get(jobId);
    const next = job?.planned.find((one) => one.stage === stage && one.remaining !== 0 && ripe(job, one.kind));
    if (next === undefined) return undefined;
    if (next.remaining !== 'endless') next.remaining -= 1;
    return { kind: next.kind, retryAfterSeconds: 2 };
  }

  /** A success without a link shows only once there is a success. */
  function ripe(job: JobRecord, kind: FaultKind): boolean {
    return kind !== 'no-url' || clock.now() >= job.endsAt;
  }

  /** An unsigned link stays the same while it works; a signed one is new every time. */
  function linkFor(vendor: Vendor, jobId: string): IssuedLink {
    if (!vendor.signedLinks) {
      for (const link of links.values()) if (link.jobId === jobId && !link.dead) return link;
    }
    const issuedAt = Date.now();
    const expiresAt = issuedAt + linkLifeMs;
    for (const old of links.values()) if (old.expiresAt < issuedAt - linkLifeMs) links.delete(old.target);
    const target = vendor.linkTarget({ jobId, nonce: randomBytes(32).toString('hex'), issuedAt, expiresAt });
    const life = vendor.signedLinks ? expiresAt : Number.MAX_SAFE_INTEGER;
    const link = { target, provider: vendor.id, jobId, expiresAt: life, dead: false };
    links.set(target, link);
    return link;
  }

  function phaseOf(job: SimulatedJob, now: number): JobView['phase'] {
    if (now >= job.endsAt) return 'finished';
    return now >= job.startsAt ? 'running' : 'queued';
  }

  return {
    accept,
    inTheMaking(provider) {
      let unfinished = 0;
      for (const job of jobs.values()) if (job.provider === provider && clock.now() < job.endsAt) unfinished += 1;
      return unfinished;
    },
    find(provider, id) {
      const job = jobs.get(id);
      return job?.provider === provider ? job : undefined;
    },
    takePlanned,
    end(job, verdict) {
      job.verdict = verdict;
      job.endsAt = Math.min(job.endsAt, clock.now());
    },
    remainingMs: (job) => Math.max(0, job.endsAt - clock.now()),
    view(vendor, job, origin, dress = {}) {
      const now = clock.now();
      const phase = phaseOf(job, now);
      const share = Math.min(1, Math.max(0, (now - job.startsAt) / (job.endsAt - job.startsAt)));
      const hasClip = phase === 'finished' && job.verdict === 'succeeded' && !dress.noUrl && !dress.unknownWord;
      return {
        job,
        phase,
        progressPercent: phase === 'queued' ? 0 : Math.min(99, Math.floor(share * 100)),
        etaSeconds: Math.ceil(Math.max(0, job.endsAt - now) / 1000 / clock.speed()),
        ...(phase === 'queued' || job.startsAt > job.endsAt ? {} : { startedAt: clock.toReal(job.startsAt) }),
        ...(phase === 'finished' ? { finishedAt: clock.toReal(job.endsAt) } : {}),
        ...(hasClip ? { clipUrl: origin + linkFor(vendor, job.id).target } : {}),
        unknownWord: dress.unknownWord ?? false,
        origin,
      };
    },
    link: (target) => links.get(target),
    kill(link) {
      link.dead = true;
    },
    state: () => ({ jobs: [...jobs.values()], links: [...links.values()] }),
    clear() {
      jobs.clear();
      links.clear();
    },
  };
}
