import { type Choice, choices, chosenIn } from '../choices/choices.ts';
import type { Policy } from '../policy/policy.ts';
import type { Defect } from './defect.ts';
import { hiddenChoices, type SameBills } from './hidden-choices.ts';
import { hiddenMistakes } from './hidden-mistakes.ts';

/**
 * The reason why a mistake changes no bill of engines that bill by the policy, whatever is used, contracted, adjusted, credited or
 * carried: a short sentence. `undefined` when it changes some bill. Months are those from 2010 to 2039, earlier months are carried as
 * engines with the policy billed them.
 */
export function whyHidden(defect: Defect, policy: Policy): string | undefined {
  const choice = choices.find(({ alternatives }) => alternatives.some((each) => each.defect === defect.name));
  return choice ? whyTheSame(choice, defect, policy) : hiddenMistakes.get(defect.name)?.(policy, defect);
}

function whyTheSame(choice: Choice, { name }: Defect, policy: Policy): string | undefined {
  const chosen = chosenIn(policy, choice);
  if (chosen.defect === name) return 'The policy chose it.';
  const both = choice.alternatives.filter((each) => each === chosen || each.defect === name);
  const sameBills: SameBills<string> | undefined = hiddenChoices[choice.name];
  return sameBills?.(policy, (...names) => both.every((each) => names.includes(each.name)));
}
