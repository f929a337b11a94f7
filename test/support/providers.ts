/** The five providers by id, with the names that a person reads. */
export const providerNames = {
  acedata: 'Ace Data Cloud',
  appypie: 'Appy Pie',
  pixazo: 'Pixazo',
  aimlapi: 'AI/ML API',
  novita: 'Novita',
} as const;
export type ProviderId = keyof typeof providerNames;
export const providerIds = Object.keys(providerNames) as ProviderId[];

/** A key for each that occurs nowhere else in the world, so that every copy of it can be found. */
export const canaryKeys: Record<ProviderId, string> = {
  acedata: 'canary-acedata-Xq7Lw2Rb9Tn4Kd6Vz1',
  appypie: 'canary-appypie-Mj3Hs8Pc5Gf0Ye2Wu7',
  pixazo: 'canary-pixazo-Bt6Nv1Dk9Zr4Qa8Lx3',
  aimlapi: 'canary-aimlapi-Ff2Cm7Ug0Jh5Os3Ei9',
  novita: 'canary-novita-Wy8Ra4Xt1Kp6Vb0Sn2',
};
