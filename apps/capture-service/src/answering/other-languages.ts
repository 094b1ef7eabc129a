/**
 * Labels of contact data and a few other facts in other languages, in normalised form, by what they mean in English. Whole labels only, and none that
 * means two things: the French "nom" is a last name on one form and a full name on the next.
 */
const LABELS: Readonly<Record<string, readonly string[]>> = {
  'first name': ['vorname', 'vornamen', 'rufname', 'prenom', 'prenoms', 'nombre de pila', 'nombres', 'primer nombre', 'voornaam', 'nome proprio', 'primeiro nome', 'imie', 'fornavn', 'etunimi'],
  'last name': ['nachname', 'familienname', 'zuname', 'nom de famille', 'apellido', 'apellidos', 'primer apellido', 'achternaam', 'cognome', 'sobrenome', 'apelido', 'nazwisko', 'efternavn', 'etternavn', 'sukunimi'],
  'full name': ['vollstandiger name', 'vor- und nachname', 'vor und nachname', 'vorname und nachname', 'vorname nachname', 'vorname name', 'nom complet', 'nom et prenom', 'prenom et nom', 'nom prenom', 'nombre completo', 'nombre y apellido', 'nombre y apellidos', 'volledige naam', 'nome completo', 'nome e cognome', 'imie i nazwisko'],
  email: ['e-mail-adresse', 'email-adresse', 'e-mail adresse', 'emailadresse', 'mailadresse', 'mail-adresse', 'adresse e-mail', 'adresse email', 'adresse mail', 'adresse electronique', 'adresse de courriel', 'courriel', 'correo', 'correo electronico', 'direccion de correo electronico', 'direccion de correo', 'e-mailadres', 'emailadres', 'indirizzo e-mail', 'indirizzo email', 'endereco de e-mail', 'endereco de email'],
  phone: ['telefon', 'telefonnummer', 'telefon-nummer', 'tel', 'tel nr', 'handy', 'handynummer', 'mobilnummer', 'mobiltelefon', 'mobil', 'rufnummer', 'telephone', 'numero de telephone', 'tel portable', 'telephone portable', 'telephone mobile', 'portable', 'telefono', 'numero de telefono', 'telefono movil', 'movil', 'celular', 'telefoonnummer', 'telefoon', 'numero di telefono', 'cellulare', 'telefone', 'numero de telefone', 'telemovel'],
  city: ['stadt', 'wohnort', 'ort', 'ville', 'ville de residence', 'ciudad', 'ciudad de residencia', 'localidad', 'stad', 'woonplaats', 'citta', 'cidade', 'miasto'],
  'postal code': ['plz', 'postleitzahl', 'code postal', 'codigo postal', 'postcode', 'cap', 'kod pocztowy'],
  country: ['land', 'wohnsitzland', 'pays', 'pays de residence', 'pais', 'pais de residencia', 'paese', 'kraj'],
  'address line 1': ['strasse', 'straße', 'strasse und hausnummer', 'straße und hausnummer', 'strasse hausnummer', 'straße hausnummer', 'strasse nr', 'straße nr', 'rue', 'numero et rue', 'calle', 'calle y numero'],
  address: ['anschrift', 'adresse', 'adresse postale', 'direccion', 'indirizzo', 'endereco', 'adres'],
  location: ['standort', 'aktueller wohnort', 'localisation', 'lieu de residence', 'ubicacion', 'lugar de residencia'],
  resume: ['lebenslauf', 'curriculum', 'curriculo', 'hoja de vida'],
  'cover letter': ['anschreiben', 'motivationsschreiben', 'lettre de motivation', 'carta de presentacion', 'motivatiebrief', 'lettera di presentazione'],
  website: ['webseite', 'internetseite', 'site web', 'site internet', 'sitio web', 'pagina web'],
  'linkedin profile': ['linkedin-profil', 'linkedin profil', 'profil linkedin', 'perfil de linkedin', 'perfil linkedin'],
  'salary expectations': ['gehaltsvorstellung', 'gehaltsvorstellungen', 'gehaltswunsch', 'pretentions salariales', 'pretensiones salariales', 'expectativa salarial', 'expectativas salariales'],
  'notice period': ['kundigungsfrist', 'preavis', 'periodo de preaviso'],
  'earliest start date': ['eintrittstermin', 'fruhester eintrittstermin', 'fruhestmoglicher eintrittstermin', 'fruhestmogliches eintrittsdatum', 'eintrittsdatum', 'date de disponibilite', 'fecha de incorporacion'],
  'german level': ['deutschkenntnisse', "niveau d'allemand", 'nivel de aleman'],
  'english level': ['englischkenntnisse', "niveau d'anglais", 'nivel de ingles'],
};

const ENGLISH = new Map(Object.entries(LABELS).flatMap(([english, labels]) => labels.map((label) => [label, english] as const)));
/** "Votre …", "Ihre …", "Tu …". */
const POSSESSIVE = /^(ihre?|deine?|dein|votre|vos|ton|tu|su|sus|seu|sua|il tuo|la tua|uw|je) /;

/** The English label that a label in another language means; the text itself when none is certain. */
export function inEnglish(text: string): string {
  return ENGLISH.get(text) ?? ENGLISH.get(text.replace(POSSESSIVE, '')) ?? text;
}
