/** Two soft notes, made on the spot: they rise when a clip is done and fall when something is wrong. */

const notes = { good: [587.33, 880], bad: [587.33, 440] } as const;
const noteSeconds = 0.16;
const ringSeconds = 0.5;
const loudness = 0.12;

let context: AudioContext | undefined;

export function playSound(kind: keyof typeof notes): void {
  context ??= new AudioContext();
  const { destination, currentTime } = context;
  // A browser keeps it silent until the person has clicked somewhere; then there is nothing to be heard, and nothing breaks.
  void context.resume();
  notes[kind].forEach((hertz, place) => {
    if (context === undefined) return;
    const startsAt = currentTime + place * noteSeconds;
    const note = new OscillatorNode(context, { type: 'sine', frequency: hertz });
    const volume = new GainNode(context, { gain: 0 });
    volume.gain.setValueAtTime(0, startsAt);
    volume.gain.linearRampToValueAtTime(loudness, startsAt + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.0001, startsAt + ringSeconds);
    note.connect(volume).connect(destination);
    note.start(startsAt);
    note.stop(startsAt + ringSeconds);
  });
}
