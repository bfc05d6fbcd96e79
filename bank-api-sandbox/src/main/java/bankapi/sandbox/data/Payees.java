package bankapi.sandbox.data;

import static bankapi.sandbox.data.Payee.card;
import static bankapi.sandbox.data.Payee.in;
import static bankapi.sandbox.data.Payee.out;

import java.util.List;

/** Who appears on which kind of account. All names are invented, save for public bodies. */
final class Payees {

  static final List<Payee> HOUSEHOLD =
      List.of(
          card(9, "Supermarché des Halles", "SUPERMARCHE DES HALLES RENNES", 273, 1_200, 14_500),
          card(6, "Boulangerie Le Fournil", "BOULANGERIE LE FOURNIL", 273, 110, 1_480),
          card(4, "Primeur de la Place", "PRIMEUR DE LA PLACE", 273, 480, 3_900),
          card(4, "Bistrot du Port", "BISTROT DU PORT SAINT MALO", 83, 1_450, 8_600),
          card(3, "Crêperie Blé Noir", "CREPERIE BLE NOIR", 83, 1_100, 5_400),
          card(2, "Friterie Express", "FRITERIE EXPRESS", 260, 690, 2_300),
          card(4, "Station des Lices", "STATION DES LICES 35000", 87, 2_500, 9_400),
          card(3, "SNCF Voyageurs", "SNCF INTERNET PARIS 10", 197, 1_500, 18_900),
          card(2, "Péage Autoroute Ouest", "PEAGE AUTOROUTE OUEST", 309, 320, 3_870),
          card(2, "Parking République", "PARKING REPUBLIQUE", 251, 180, 1_600),
          card(2, "Pharmacie du Marché", "PHARMACIE DU MARCHE", 236, 420, 6_400),
          card(1, "Coiffure Agnès", "COIFFURE AGNES", 235, 1_900, 7_800),
          card(2, "Librairie L'Encre", "LIBRAIRIE L ENCRE", 243, 790, 6_200),
          card(2, "Vêtements Malo", "VETEMENTS MALO", 272, 1_990, 15_900),
          card(1, "Bricolage Maison", "BRICOLAGE MAISON CESSON", 323, 650, 24_900),
          card(2, "Cinéma Le Grand Large", "CINEMA LE GRAND LARGE", 269, 850, 4_200),
          out(2, "Dr Le Bihan", "CHEQUE N {number}", 261, "check", 2_650, 6_000),
          out(
              2,
              "Retrait DAB",
              "RETRAIT DAB {date} RENNES REPUBLIQUE 17H42",
              85,
              "withdrawal",
              2_000,
              16_000),
          in(
              2,
              "CPAM Remboursement",
              "VIR SEPA RECU /DE CPAM ILLE ET VILAINE /MOTIF {number}"
                  + " REMBOURSEMENT SOINS /REF {number}",
              261,
              "transfer",
              690,
              7_900),
          out(
              1,
              "Virement à Camille {name}",
              "VIR INST VERS CAMILLE {name} /MOTIF PART VACANCES" + " /REF NOTPROVIDED",
              326,
              "transfer",
              1_500,
              40_000),
          in(
              1,
              "Remise de chèque",
              "REMISE CHEQUE N {number} AG RENNES CENTRE",
              3,
              "deposit",
              1_500,
              32_000));

  static final List<Payee> COMPANY =
      List.of(
          in(
              6,
              "Atelier Kerouan",
              "VIR SEPA RECU /DE ATELIER KEROUAN SARL /MOTIF FACTURE"
                  + " FA-{month}-{number} /REF {number}",
              441,
              "transfer",
              24_000,
              780_000),
          in(
              4,
              "Menuiserie Tanguy",
              "VIR SEPA RECU /DE MENUISERIE TANGUY SAS /MOTIF REGLT FACT"
                  + " {number} DU {date} /REF NOTPROVIDED",
              441,
              "transfer",
              18_000,
              460_000),
          in(
              2,
              "Commune de Plouarzel",
              "VIR SEPA RECU /DE DDFIP FINISTERE TRESORERIE /MOTIF"
                  + " MANDAT {number} COMMUNE DE PLOUARZEL",
              441,
              "transfer",
              40_000,
              920_000),
          out(
              2,
              "URSSAF Bretagne",
              "PRLV SEPA URSSAF BRETAGNE ECH {date} MDT {number}",
              302,
              "direct_debit",
              31_000,
              245_000),
          out(
              1,
              "DGFIP TVA",
              "PRLV SEPA DGFIP IMPOT TVA1-{month}-3310CA3 MDT {number}",
              302,
              "direct_debit",
              42_000,
              390_000),
          out(
              2,
              "Hébergement Armor Cloud",
              "PRLV SEPA ARMOR CLOUD FACT {number} MDT {number}",
              180,
              "direct_debit",
              1_900,
              28_900),
          out(
              2,
              "Loyer bureau SCI Penn",
              "VIR SEPA VERS SCI PENN AR BED /MOTIF LOYER BUREAU" + " {month}",
              216,
              "transfer",
              74_000,
              74_001),
          out(
              1,
              "Note de frais",
              "VIR SEPA VERS {name} /MOTIF NOTE DE FRAIS {month}",
              440,
              "transfer",
              1_800,
              41_000),
          card(4, "Papeterie de l'Ouest", "PAPETERIE DE L OUEST BREST", 206, 890, 18_700),
          card(3, "Restaurant La Criée", "RESTAURANT LA CRIEE", 83, 2_100, 14_300),
          out(1, "Frais bancaires", "COTISATION COMPTE PRO {month}", 79, "unknown", 2_390, 2_391));

  static final List<Payee> CARD =
      HOUSEHOLD.stream()
          .filter(payee -> payee.operation().equals("card"))
          .map(payee -> payee.by("deferred_debit_card"))
          .toList();

  static final List<Payee> SAVINGS =
      List.of(
          in(
              5,
              "Virement épargne",
              "VIR INTERNE DEPUIS COMPTE COURANT /MOTIF EPARGNE {month}",
              326,
              "transfer",
              5_000,
              60_000),
          out(
              2,
              "Virement vers compte courant",
              "VIR INTERNE VERS COMPTE COURANT {date}",
              326,
              "transfer",
              5_000,
              90_000),
          in(1, "Intérêts", "INTERETS CREDITEURS LIVRET {month}", 80, "unknown", 120, 48_000));

  static final List<Payee> BROKERAGE =
      List.of(
          out(
              2,
              "Achat de titres",
              "ACHAT {number} TITRES AU COMPTANT {date}",
              186,
              "unknown",
              9_000,
              210_000),
          in(
              1,
              "Dividende",
              "COUPON NET DIVIDENDE {date} REF {number}",
              186,
              "unknown",
              300,
              34_000));

  /** What happens every month, in this order, on the account the salary arrives on. */
  static final List<Payee> MONTHLY =
      List.of(
          in(
              1,
              "Salaire",
              "VIR SEPA RECU /DE CHANTIERS DE LA RANCE SA /MOTIF SALAIRE {month}"
                  + " /REF PAIE{number}",
              230,
              "transfer",
              195_000,
              345_000),
          out(
              1,
              "Loyer",
              "VIR SEPA PERMANENT VERS AGENCE DU THABOR /MOTIF LOYER {month}",
              216,
              "transfer",
              58_000,
              115_000),
          out(
              1,
              "Électricité",
              "PRLV SEPA ENERGIES DE L OUEST ECH {date} MDT {number} CLIENT" + " {name}",
              217,
              "direct_debit",
              4_500,
              14_800),
          out(
              1,
              "Internet fixe",
              "PRLV SEPA FIBRE ARMORICAINE FACT {number}",
              180,
              "direct_debit",
              2_999,
              4_499),
          out(
              1,
              "Téléphone mobile",
              "PRLV SEPA MOBILE BREIZH {number}",
              277,
              "direct_debit",
              999,
              3_499),
          out(
              1,
              "Assurance habitation et auto",
              "PRLV SEPA MUTUELLE DES ASSURES ECH {date} CONTRAT" + " {number}",
              245,
              "direct_debit",
              3_900,
              11_200));

  static final Payee CARD_DEBIT =
      new Payee(
          1,
          "Débit différé carte",
          "DEBIT DIFFERE CARTE X{number} RELEVE {month}",
          326,
          "deferred_debit_card",
          0,
          0);

  private Payees() {}
}
