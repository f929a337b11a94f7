import { create } from 'zustand';

/** One question before something that costs money or cannot be taken back, asked from wherever the act was chosen. */
export interface Question {
  title: string;
  /** What will happen, in plain words. */
  text: string;
  /** The verb on the button that does it. */
  confirm: string;
  isDanger?: boolean;
  run: () => void;
}

export const useQuestion = create<{ question?: Question | undefined }>(() => ({}));

export function ask(question: Question): void {
  useQuestion.setState({ question });
}

export function putQuestionAway(): void {
  useQuestion.setState({ question: undefined });
}
