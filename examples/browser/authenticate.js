const ENDPOINT = '/am/json/realms/root/authenticate';

/** Starts a journey, or sends a step with its answers.
 * @param {string} tree
 * @param {object | null} step the JSON of the step; null starts
 * @returns {Promise<any>} the next step, or the success
 * @throws {Error} with the message of the server */
export async function authenticate(tree, step) {
  const query = new URLSearchParams({ authIndexType: 'service', authIndexValue: tree });
  const response = await fetch(`${ENDPOINT}?${query}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Accept-API-Version': 'protocol=1.0,resource=2.1' },
    body: step === null ? '' : JSON.stringify(step),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.message ?? 'The journey ended.');
  return answer;
}
