import type { Dice } from '../../test/reliability/seeded-dice.ts';

/** Prompts as people write them, in several scripts, short and long. Put together from parts, so that few are alike. */

type Words = [string, ...string[]];

interface Language {
  /** How often among all, in no unit. */
  weight: number;
  subjects: Words;
  acts: Words;
  places: Words;
  looks: Words;
  join(subject: string, act: string, place: string, look: string): string;
}

const english: Language = {
  weight: 60,
  subjects: [
    'A red fox',
    'An old fisherman',
    'Two astronauts',
    'A paper boat',
    'A ballet dancer',
    'A street musician',
    'A lighthouse',
    'A flock of starlings',
    'A vintage motorcycle',
    'A glass whale',
    'A child in a yellow raincoat',
    'A robot gardener',
    'A steam locomotive',
    'A snow leopard',
    'A bowl of ramen',
    'A hot-air balloon',
    'A violinist',
    'A tiny dragon',
  ],
  acts: [
    'runs through tall grass',
    'turns slowly towards the camera',
    'drifts with the current',
    'looks up at the stars',
    'dances in slow motion',
    'waits for the last train',
    'shakes off the rain',
    'climbs a spiral staircase',
    'fades into the mist',
    'crosses a narrow bridge',
    'smiles and waves',
    'breaks into a thousand birds',
  ],
  places: [
    'at dawn',
    'in a storm',
    'on a neon street in Tokyo',
    'under the northern lights',
    'in an empty theatre',
    'above a sea of clouds',
    'beside a frozen lake',
    'in the Sahara at noon',
    'in a kitchen full of steam',
    'on the deck of a ship',
    'in a greenhouse at night',
    'between two mirrors',
  ],
  looks: [
    'cinematic, shallow depth of field',
    '[Push in] 35 mm film grain',
    'hand-held, natural light',
    'stop motion, felt and wool',
    'watercolour on paper',
    '[Pan left] golden hour',
    'macro, 120 fps',
    'black and white, high contrast',
    'anime, soft shadows',
    'drone shot, [Pull out]',
    'no text, no people',
    'moody, volumetric fog',
  ],
  join: (subject, act, place, look) => `${subject} ${act} ${place}, ${look}`,
};

const chinese: Language = {
  weight: 14,
  subjects: [
    '一只橘猫',
    '穿汉服的少女',
    '古镇的老船夫',
    '一条金色的龙',
    '两个宇航员',
    '街头的灯笼',
    '竹林里的熊猫',
    '雪山上的僧人',
  ],
  acts: ['缓缓转身看向镜头', '在雨中奔跑', '飞过云海', '点亮一盏灯', '轻轻抚琴', '随风起舞', '慢慢消失在雾里'],
  places: [
    '在霓虹雨夜的街道上',
    '在江南水乡的清晨',
    '在敦煌的沙漠里',
    '在故宫的屋檐下',
    '在海边的日落时分',
    '在赛博朋克的城市',
  ],
  looks: ['电影感，浅景深', '水墨画风格', '手持镜头，自然光', '慢动作，8K', '[推进] 暖色调', '航拍，广角'],
  join: (subject, act, place, look) => `${subject}${place}${act}，${look}`,
};

const japanese: Language = {
  weight: 8,
  subjects: ['白い猫', '着物の女性', '小さなロボット', '桜の木', '終電の車掌', '海辺の少年'],
  acts: ['がゆっくり振り返る', 'が雨の中を歩く', 'が空を見上げる', 'が花びらの中で踊る', 'が手を振る'],
  places: ['夜明けの京都で', '雨の渋谷で', '夏祭りの夜に', '雪の富士山の前で', '静かな図書館で'],
  looks: ['映画のような光', 'アニメ調、柔らかい影', '手持ちカメラ', 'スローモーション'],
  join: (subject, act, place, look) => `${place}${subject}${act}、${look}`,
};

const arabic: Language = {
  weight: 6,
  subjects: ['صقر ذهبي', 'امرأة بثوب أزرق', 'قافلة من الجمال', 'طفل يحمل فانوسًا', 'سفينة شراعية'],
  acts: ['يحلق ببطء', 'تمشي نحو الكاميرا', 'يعبر الجسر', 'تختفي في الضباب'],
  places: ['فوق الكثبان عند الغروب', 'في سوق قديم', 'تحت ضوء القمر', 'على شاطئ بحر هادئ'],
  looks: ['سينمائي', 'ألوان دافئة', 'إضاءة طبيعية'],
  join: (subject, act, place, look) => `${subject} ${act} ${place}، ${look}`,
};

const european: Language = {
  weight: 8,
  subjects: ['Ein Eichhörnchen', 'Une danseuse', 'Un gato negro', 'Старый трамвай', 'Ένα καράβι', 'Bir çocuk'],
  acts: [
    'dreht sich langsam um',
    'traverse la place',
    'salta de tejado en tejado',
    'едет под снегом',
    'φεύγει από το λιμάνι',
  ],
  places: ['im Morgennebel', 'sous la pluie à Paris', 'en una noche de verano', 'в Петербурге зимой', 'στο Αιγαίο'],
  looks: ['weiches Licht', 'caméra à l’épaule', 'plano secuencia', 'плёнка 16 мм'],
  join: (subject, act, place, look) => `${subject} ${act} ${place}, ${look}`,
};

const emoji: Language = {
  weight: 4,
  subjects: ['🦊', '🚀', '🧑‍🚀👩🏽‍🚀', '🐉🔥', '🌊🏄‍♀️', '🇯🇵🗼'],
  acts: ['running 🏃', 'floating', 'dancing 💃', 'exploding 🎆'],
  places: ['in space 🌌', 'at the beach 🏖️', 'in Tokyo 🌃', 'under the sea 🫧'],
  looks: ['vibe: ✨', 'lofi 🎧', '4k pls', '🎬🎞️'],
  join: (subject, act, place, look) => `${subject} ${act} ${place} ${look}`,
};

const languages = [english, chinese, japanese, arabic, european, emoji];

export function makePrompt(dice: Dice): string {
  const sum = languages.reduce((total, { weight }) => total + weight, 0);
  let at = dice.roll() * sum;
  const { subjects, acts, places, looks, join } = languages.find(({ weight }) => (at -= weight) < 0) ?? english;
  const sentence = (): string => join(dice.pick(subjects), dice.pick(acts), dice.pick(places), dice.pick(looks));
  // Most are one sentence; some are a whole storyboard.
  const sentences = dice.roll() < 0.12 ? dice.between(2, 6) : 1;
  return Array.from({ length: sentences }, sentence).join('. ');
}

const tags: Words = [
  'client: Aurora',
  'best take',
  'night',
  'sea',
  'portrait',
  'b-roll',
  'loop',
  'vertical',
  'reshoot',
  'music video',
  'test',
  '雨',
  '夜景',
  '桜',
  'بحر',
  'réf',
  'Übergang',
  'print ad',
  'season 2',
  '🔥',
  'too dark',
  'hands!',
  'approved',
];
const notes: Words = [
  'The face melts at second 4.',
  'Use this for the opening.',
  'Client likes the light, not the dress.',
  'Ask for a longer one.',
  '手が六本指になっている。',
  '灯光很好，留着。',
  'Same as before but with less camera shake',
  'الأفضل حتى الآن',
  '🔥🔥',
];

export function makeTags(dice: Dice): string[] {
  return [...new Set(Array.from({ length: dice.between(1, 4) }, () => dice.pick(tags)))];
}

export function makeNote(dice: Dice): string {
  return dice.roll() < 0.15 ? dice.pick(notes) : '';
}
