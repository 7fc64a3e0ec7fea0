import type { Button, PeopleField, PeopleSearch } from '../card.ts'
import type { Voice } from '../voice.ts'

/** Nothing looked for yet. */
const NOTHING: PeopleSearch = { typed: '', offered: [], said: [] }

/**
 * The field in which people are looked for by name, beside the list of who is chosen.
 * @param id of the field people are chosen in: this one is called after it
 * @param press what sends the form back to itself, with everything in it
 */
export const peopleField = (
  { say }: Voice,
  id: 'people' | 'person',
  press: Omit<Button, 'label'>,
  search: PeopleSearch = NOTHING,
): PeopleField => ({
  ...search,
  id: `${id}Names`,
  label: say(id === 'people' ? 'naming.label' : 'naming.labelOne'),
  example: say('naming.example'),
  button: { label: say('naming.search'), ...press },
})
