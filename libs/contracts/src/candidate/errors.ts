export const candidateErrors = {
  candidate_not_found: 'There is no candidate with this id.',
  candidate_exists: 'A candidate with this id is registered already.',
  candidate_erased: 'The candidate was erased.',
  resume_invalid: 'The resume is not a valid JSON Resume.',
  resume_unreadable: 'No resume could be read from the file.',
  document_not_found: 'A document of this digest was not uploaded.',
} as const;
