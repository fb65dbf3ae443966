/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/process/dare.h"

const struct dare_phase dare_phases[DARE_PHASE_COUNT] = {
    [DARE_DRAFT] =
        {
            "Draft",
            "Ontwerpen",
            "From strategy to a first version of OKRs that the people who will do the work have "
            "written themselves. **Direction comes from above, ideas come from below.**",
            "Van strategie naar een eerste versie van de OKR's, geschreven door de mensen die het "
            "werk doen. **Richting komt van boven, ideeën komen van onderop.**",
        },
    [DARE_ALIGN] =
        {
            "Align",
            "Afstemmen",
            "Units lay their drafts side by side, agree who needs what from whom, and publish. "
            "**What is published is a promise that everybody can read.**",
            "Eenheden leggen hun ontwerpen naast elkaar, spreken af wie wat van wie nodig heeft en "
            "publiceren. **Wat gepubliceerd is, is een belofte die iedereen kan lezen.**",
        },
    [DARE_RUN] =
        {
            "Run",
            "Uitvoeren",
            "A steady rhythm of short check-ins keeps the OKRs alive between two plans. **A red "
            "key result is no shame; a silent one is.**",
            "Een vast ritme van korte check-ins houdt de OKR's levend tussen twee plannen. **Een "
            "rood key result is geen schande, een stil key result wel.**",
        },
    [DARE_EVALUATE] =
        {
            "Evaluate",
            "Evalueren",
            "Score honestly, learn together, and take the lessons into the next cycle. **The score "
            "closes the books; the retrospective opens the next page.**",
            "Scoor eerlijk, leer samen en neem de lessen mee naar de volgende cyclus. **De score "
            "sluit het boek, de retrospective opent de volgende bladzijde.**",
        },
};

const struct dare_rule dare_rules[] = {
    /* ---- Draft -------------------------------------------------------------------------------
     */
    {
        .key = "strategy",
        .phase = DARE_DRAFT,
        .name_en = "Sharpen the strategy",
        .name_nl = "De strategie aanscherpen",
        .guidance_en =
            "The board decides what matters most in the coming year, and says it in words that "
            "everybody can repeat.\n\n"
            "- Look back first: what did the past year teach us, and which theme has had its "
            "time?\n"
            "- Keep three to five themes. Each has an owner in the board, a horizon in years and a "
            "sentence that says how we shall know that it succeeded.\n"
            "- Write down what changed since the last version, and **why**. People who know why "
            "can "
            "make their own choices.\n"
            "- Decide also what you will *not* do.\n\n"
            "**Done when** a version of the strategy is published in Koers.",
        .guidance_nl =
            "De directie bepaalt wat het komende jaar het zwaarst weegt, in woorden die iedereen "
            "kan navertellen.\n\n"
            "- Kijk eerst terug: wat heeft het afgelopen jaar ons geleerd en welk thema heeft zijn "
            "tijd gehad?\n"
            "- Houd het bij drie tot vijf thema's. Elk thema heeft een eigenaar in de directie, "
            "een "
            "horizon in jaren en een zin die zegt waaraan we zien dat het gelukt is.\n"
            "- Schrijf op wat er sinds de vorige versie is veranderd, en **waarom**. Wie het "
            "waarom "
            "kent, kan zelf kiezen.\n"
            "- Besluit ook wat je *niet* gaat doen.\n\n"
            "**Klaar als** er in Koers een versie van de strategie is gepubliceerd.",
        .scope = STEP_SCOPE_ORGANISATION,
        .rhythm = STEP_RHYTHM_CYCLE,
        .evidence = EVIDENCE_STRATEGY_PUBLISHED,
        .duty = DUTY_SPONSOR,
        .deputy = DUTY_SQUAD_LEAD,
        .anchor = DEADLINE_ANCHOR_CYCLE_START,
        .offset_days = -30,
        .lead_days = 42,
    },
    {
        .key = "input",
        .phase = DARE_DRAFT,
        .name_en = "Put the input pack together",
        .name_nl = "Het inputpakket samenstellen",
        .guidance_en =
            "Teams can only write good OKRs when they know what the board knows. The pack gives "
            "everybody the same facts, a week before they are needed.\n\n"
            "- One page per document is enough; figures before opinions.\n"
            "- Let somebody outside the squad read it: is it clear without an explanation?\n"
            "- Share it with everybody, not only with leaders.\n\n"
            "**Done when** every document named below is there.",
        .guidance_nl =
            "Teams kunnen pas goede OKR's schrijven als ze weten wat de directie weet. Het pakket "
            "geeft iedereen dezelfde feiten, een week voordat ze nodig zijn.\n\n"
            "- Eén pagina per document is genoeg; cijfers gaan voor meningen.\n"
            "- Laat iemand van buiten de squad meelezen: is het duidelijk zonder toelichting?\n"
            "- Deel het met iedereen, niet alleen met leidinggevenden.\n\n"
            "**Klaar als** elk document hieronder aanwezig is.",
        .scope = STEP_SCOPE_ORGANISATION,
        .rhythm = STEP_RHYTHM_INNER,
        .evidence = EVIDENCE_INPUT_PACK,
        .documents_en = "Results and lessons of the running cycle\n"
                        "Signals of customers and market\n"
                        "Financial outlook\n"
                        "Health measures of the themes",
        .documents_nl = "Resultaten en lessen van de lopende cyclus\n"
                        "Signalen van klanten en markt\n"
                        "Financiële vooruitzichten\n"
                        "Gezondheidsmaten van de thema's",
        .duty = DUTY_SQUAD_LEAD,
        .deputy = DUTY_SPONSOR,
        .anchor = DEADLINE_ANCHOR_CYCLE_START,
        .offset_days = -20,
        .lead_days = 14,
    },
    {
        .key = "topline",
        .phase = DARE_DRAFT,
        .name_en = "Publish the topline",
        .name_nl = "De topline publiceren",
        .guidance_en =
            "The board turns the themes into a few objectives for this cycle. They are the sky "
            "under which all other OKRs find their place.\n\n"
            "- One or two objectives per theme, five in all at most.\n"
            "- Say *what* must be true at the end, leave the *how* to the units.\n"
            "- Present them in person and take questions; a topline that was only mailed is not "
            "known.\n\n"
            "**Done when** every theme of the strategy has a published objective in the cycle.",
        .guidance_nl =
            "De directie vertaalt de thema's naar enkele doelstellingen voor deze cyclus. "
            "Daaronder vinden "
            "alle andere OKR's hun plek.\n\n"
            "- Eén of twee doelstellingen per thema, samen hooguit vijf.\n"
            "- Zeg *wat* er aan het eind waar moet zijn en laat het *hoe* aan de eenheden.\n"
            "- Presenteer ze zelf en neem de tijd voor vragen; een topline die alleen gemaild is, "
            "kent niemand.\n\n"
            "**Klaar als** elk thema van de strategie in deze cyclus een gepubliceerd doel heeft.",
        .scope = STEP_SCOPE_ORGANISATION,
        .rhythm = STEP_RHYTHM_INNER,
        .evidence = EVIDENCE_TOPLINE_PUBLISHED,
        .duty = DUTY_SPONSOR,
        .deputy = DUTY_SQUAD_LEAD,
        .anchor = DEADLINE_ANCHOR_CYCLE_START,
        .offset_days = -15,
        .lead_days = 10,
        .after = {"strategy", "input"},
    },
    {
        .key = "draft",
        .phase = DARE_DRAFT,
        .name_en = "Draft OKRs with the team",
        .name_nl = "Met het team OKR's ontwerpen",
        .guidance_en =
            "The people who do the work write what they want to achieve. The leader sets the frame "
            "and then listens.\n\n"
            "- Plan two sessions of ninety minutes: one to collect and choose, one to sharpen.\n"
            "- At most three objectives with two to four key results each. Fewer is braver.\n"
            "- A key result is a change that somebody outside the team would notice, not a task on "
            "the list.\n"
            "- Decide for each objective whether it is a **promise** or a **stretch**.\n\n"
            "**Done when** the unit has objectives in the cycle, each with a key result.",
        .guidance_nl =
            "De mensen die het werk doen, schrijven op wat zij willen bereiken. De leidinggevende "
            "geeft het kader en luistert dan.\n\n"
            "- Plan twee sessies van anderhalf uur: één om te verzamelen en te kiezen, één om aan "
            "te scherpen.\n"
            "- Hooguit drie doelstellingen met elk twee tot vier key results. Minder is moediger.\n"
            "- Een key result is een verandering die iemand buiten het team zou merken, geen taak "
            "op de lijst.\n"
            "- Bepaal bij elk doel of het een **belofte** of een **ambitie** is.\n\n"
            "**Klaar als** de eenheid in deze cyclus doelstellingen heeft, elk met een key result.",
        .scope = STEP_SCOPE_UNIT,
        .rhythm = STEP_RHYTHM_INNER,
        .evidence = EVIDENCE_OBJECTIVES_DRAFTED,
        .duty = DUTY_LEADER,
        .deputy = DUTY_OKR_MASTER,
        .anchor = DEADLINE_ANCHOR_CYCLE_START,
        .offset_days = -9,
        .lead_days = 8,
        .after = {"topline"},
    },
    {
        .key = "writing",
        .phase = DARE_DRAFT,
        .name_en = "Sharpen the wording",
        .name_nl = "De formulering aanscherpen",
        .guidance_en =
            "The writing help reads along like a colleague with a fresh eye. Go through what it "
            "says before anybody else has to.\n\n"
            "- Read each objective aloud. Would you get up for it?\n"
            "- Does every key result say from where to where, and where the figure comes from?\n"
            "- You may know better than a rule. Then say why in the description.\n\n"
            "**Done when** the writing help finds nothing that would stop the drafts.",
        .guidance_nl =
            "De schrijfhulp leest mee als een collega met een frisse blik. Loop de opmerkingen na "
            "voordat een ander dat moet doen.\n\n"
            "- Lees elk doel hardop voor. Zou je ervoor uit bed komen?\n"
            "- Zegt elk key result van waar naar waar, en waar het cijfer vandaan komt?\n"
            "- Soms weet je het beter dan een regel. Leg dan in de omschrijving uit waarom.\n\n"
            "**Klaar als** de schrijfhulp niets meer vindt dat de ontwerpen tegenhoudt.",
        .scope = STEP_SCOPE_UNIT,
        .rhythm = STEP_RHYTHM_INNER,
        .evidence = EVIDENCE_WRITING_PASSED,
        .duty = DUTY_OWNER,
        .deputy = DUTY_LEADER,
        .anchor = DEADLINE_ANCHOR_CYCLE_START,
        .offset_days = -7,
        .lead_days = 5,
        .after = {"draft"},
    },
    /* ---- Align -------------------------------------------------------------------------------
     */
    {
        .key = "workshop",
        .phase = DARE_ALIGN,
        .name_en = "Hold the alignment workshop",
        .name_nl = "De afstemmingsworkshop houden",
        .guidance_en =
            "Units that share customers, people or systems lay their drafts on one table.\n\n"
            "- Half a day, all leaders of the units below, led by the OKR master.\n"
            "- Each unit presents in five minutes: what we want, what we need from you.\n"
            "- For every request there are three answers: **yes, no, or yes if**. \"We shall see\" "
            "is a no.\n"
            "- Look for what is missing and for what is done twice.\n"
            "- Put what was agreed into both drafts before you go home.\n\n"
            "**Done when** the dependencies are agreed by both sides, or the leader signs that "
            "they "
            "are.",
        .guidance_nl =
            "Eenheden die klanten, mensen of systemen delen, leggen hun ontwerpen op één tafel.\n\n"
            "- Een halve dag, met de leidinggevenden van alle onderliggende eenheden, begeleid "
            "door "
            "de OKR-master.\n"
            "- Elke eenheid presenteert in vijf minuten: dit willen wij, dit hebben wij van jullie "
            "nodig.\n"
            "- Op elk verzoek zijn drie antwoorden mogelijk: **ja, nee, of ja mits**. \"We zien "
            "wel\" is een nee.\n"
            "- Zoek wat er ontbreekt en wat dubbel gebeurt.\n"
            "- Verwerk de afspraken in beide ontwerpen voordat je naar huis gaat.\n\n"
            "**Klaar als** beide kanten het eens zijn over de afhankelijkheden, of als de "
            "leidinggevende daarvoor tekent.",
        .scope = STEP_SCOPE_UNIT,
        .rhythm = STEP_RHYTHM_INNER,
        .evidence = EVIDENCE_DEPENDENCIES_AGREED,
        .duty = DUTY_LEADER,
        .deputy = DUTY_OKR_MASTER,
        .anchor = DEADLINE_ANCHOR_CYCLE_START,
        .offset_days = -6,
        .lead_days = 7,
        .types = 1U << UNIT_TYPE_COMPANY | 1U << UNIT_TYPE_BUSINESS_UNIT,
    },
    {
        .key = "link",
        .phase = DARE_ALIGN,
        .name_en = "Link to what it serves",
        .name_nl = "Verbinden met het grotere doel",
        .guidance_en =
            "Every objective should be able to say what it is good for. A link is an answer to "
            "that "
            "question, not an obligation.\n\n"
            "- Link upwards to the objective or theme it helps most; one link is usually enough.\n"
            "- *Contributes* only where its progress is truly part of the other's; else "
            "*supports*.\n"
            "- What stands alone may stay alone if the team can say why. That is why four in five "
            "are enough.\n\n"
            "**Done when** 80 % of the unit's objectives are linked or stand under a theme.",
        .guidance_nl =
            "Elk doel moet kunnen zeggen waar het goed voor is. Een koppeling is een antwoord op "
            "die vraag, geen verplichting.\n\n"
            "- Koppel naar boven aan het doel of thema dat er het meest aan heeft; één koppeling "
            "is "
            "meestal genoeg.\n"
            "- Kies *draagt bij* alleen als de voortgang echt deel is van het andere doel, anders "
            "*ondersteunt*.\n"
            "- Wat alleen staat, mag alleen blijven als het team kan zeggen waarom. Daarom is vier "
            "van de vijf genoeg.\n\n"
            "**Klaar als** 80 % van de doelstellingen van de eenheid gekoppeld is of onder een "
            "thema valt.",
        .scope = STEP_SCOPE_UNIT,
        .rhythm = STEP_RHYTHM_INNER,
        .evidence = EVIDENCE_OBJECTIVES_LINKED,
        .percent = 80,
        .duty = DUTY_OWNER,
        .deputy = DUTY_LEADER,
        .anchor = DEADLINE_ANCHOR_CYCLE_START,
        .offset_days = -5,
        .lead_days = 6,
        .types = ~(1U << UNIT_TYPE_COMPANY),
        .after = {"draft"},
    },
    {
        .key = "review",
        .phase = DARE_ALIGN,
        .name_en = "Review the quality",
        .name_nl = "De kwaliteit toetsen",
        .guidance_en =
            "The OKR master reads each draft with one question in mind: will this unit know at the "
            "end of the cycle whether it succeeded?\n\n"
            "- Ask, do not rewrite. The words stay those of the team.\n"
            "- Is it an outcome? Is it measurable from day one? Is it ambitious enough to be worth "
            "it, and within reach of this team?\n"
            "- Send a draft back with one clear question rather than with ten remarks.\n"
            "- Use the same yardstick in every business unit; discuss doubts in the squad.\n\n"
            "**Done when** the unit's objectives were read and accepted.",
        .guidance_nl =
            "De OKR-master leest elk ontwerp met één vraag in het hoofd: weet deze eenheid aan het "
            "eind van de cyclus of het gelukt is?\n\n"
            "- Stel vragen, herschrijf niet. De woorden blijven die van het team.\n"
            "- Is het een uitkomst? Is het vanaf de eerste dag te meten? Is het ambitieus genoeg "
            "om "
            "de moeite waard te zijn en haalbaar voor dit team?\n"
            "- Stuur een ontwerp liever terug met één heldere vraag dan met tien opmerkingen.\n"
            "- Leg in elke business unit dezelfde meetlat aan; bespreek twijfel in de squad.\n\n"
            "**Klaar als** de doelstellingen van de eenheid zijn gelezen en geaccepteerd.",
        .scope = STEP_SCOPE_UNIT,
        .rhythm = STEP_RHYTHM_INNER,
        .evidence = EVIDENCE_OBJECTIVES_REVIEWED,
        .duty = DUTY_OKR_MASTER,
        .deputy = DUTY_SQUAD_LEAD,
        .anchor = DEADLINE_ANCHOR_CYCLE_START,
        .offset_days = -3,
        .lead_days = 6,
        .after = {"draft", "writing"},
    },
    {
        .key = "publish",
        .phase = DARE_ALIGN,
        .name_en = "Publish the OKRs",
        .name_nl = "De OKR's publiceren",
        .guidance_en =
            "Published is visible to everybody, in all business units. Do it before the cycle "
            "begins, so that day one is a day of work.\n\n"
            "- Check owners and start values one last time: a key result without today's figure "
            "cannot move.\n"
            "- Set a first confidence. Five out of ten is an honest beginning.\n"
            "- Better two objectives today than three next week.\n\n"
            "**Done when** all objectives of the unit are published.",
        .guidance_nl =
            "Gepubliceerd is zichtbaar voor iedereen, in alle business units. Doe het voordat de "
            "cyclus begint, zodat de eerste dag een werkdag is.\n\n"
            "- Controleer nog één keer de eigenaren en de startwaarden: een key result zonder het "
            "cijfer van vandaag kan niet bewegen.\n"
            "- Geef een eerste vertrouwen op. Een vijf is een eerlijk begin.\n"
            "- Liever vandaag twee doelstellingen dan volgende week drie.\n\n"
            "**Klaar als** alle doelstellingen van de eenheid gepubliceerd zijn.",
        .scope = STEP_SCOPE_UNIT,
        .rhythm = STEP_RHYTHM_INNER,
        .evidence = EVIDENCE_OBJECTIVES_PUBLISHED,
        .duty = DUTY_LEADER,
        .deputy = DUTY_OKR_MASTER,
        .anchor = DEADLINE_ANCHOR_CYCLE_START,
        .offset_days = -1,
        .lead_days = 5,
        .after = {"review"},
    },
    /* ---- Run ---------------------------------------------------------------------------------
     */
    {
        .key = "kick_off",
        .phase = DARE_RUN,
        .name_en = "Kick off the cycle",
        .name_nl = "De cyclus aftrappen",
        .guidance_en =
            "Half an hour in which the team makes the OKRs its own.\n\n"
            "- The owner of each objective tells why it matters, in their own words.\n"
            "- Agree the day and hour of the check-in meeting, and put it in the calendar until "
            "the "
            "end of the cycle.\n"
            "- Name the first small move for each key result: what do we do *this week*?\n"
            "- Say what gives way. Whatever has no place in the OKRs may wait.\n\n"
            "**Done when** the leader signs that the kick-off was held.",
        .guidance_nl =
            "Een half uur waarin het team zich de OKR's eigen maakt.\n\n"
            "- De eigenaar van elk doel vertelt in eigen woorden waarom het ertoe doet.\n"
            "- Spreek dag en tijd van het check-inoverleg af en zet het tot het eind van de "
            "cyclus "
            "in de agenda.\n"
            "- Benoem voor elk key result de eerste kleine zet: wat doen we *deze week*?\n"
            "- Zeg wat er wijkt. Wat geen plek heeft in de OKR's, mag wachten.\n\n"
            "**Klaar als** de leidinggevende tekent dat de aftrap is geweest.",
        .scope = STEP_SCOPE_UNIT,
        .rhythm = STEP_RHYTHM_INNER,
        .evidence = EVIDENCE_SIGNATURE,
        .duty = DUTY_LEADER,
        .deputy = DUTY_OKR_MASTER,
        .anchor = DEADLINE_ANCHOR_CYCLE_START,
        .offset_days = 4,
        .lead_days = 5,
        .after = {"publish"},
    },
    {
        .key = "check_in",
        .phase = DARE_RUN,
        .name_en = "Check in",
        .name_nl = "Inchecken",
        .guidance_en =
            "Two minutes for each key result: the figure, your confidence, one sentence.\n\n"
            "- Confidence is about the *end* of the cycle, not about today.\n"
            "- When it falls, say why, and what would help. That is what the meeting is for.\n"
            "- No news is news too: check in with the same value.\n\n"
            "**Done when** 80 % of the unit's key results have a check-in in this round.",
        .guidance_nl = "Twee minuten per key result: het cijfer, je vertrouwen, één zin.\n\n"
                       "- Vertrouwen gaat over het *eind* van de cyclus, niet over vandaag.\n"
                       "- Daalt het, zeg dan waarom en wat zou helpen. Daar is het overleg voor.\n"
                       "- Geen nieuws is ook nieuws: check in met dezelfde waarde.\n\n"
                       "**Klaar als** 80 % van de key results van de eenheid in deze ronde een "
                       "check-in heeft.",
        .scope = STEP_SCOPE_UNIT,
        .rhythm = STEP_RHYTHM_ROUND,
        .evidence = EVIDENCE_CHECK_INS,
        .percent = 80,
        .duty = DUTY_OWNER,
        .deputy = DUTY_LEADER,
        .anchor = DEADLINE_ANCHOR_CYCLE_END,
        .offset_days = -2,
        .lead_days = 4,
    },
    {
        .key = "meeting",
        .phase = DARE_RUN,
        .name_en = "Hold the check-in meeting",
        .name_nl = "Het check-inoverleg houden",
        .guidance_en =
            "Thirty minutes about what stands in the way, not about what went well anyway.\n\n"
            "- Koers makes the agenda: actions first, then what is blocked, what fell, what was "
            "silent.\n"
            "- Nobody reads figures aloud; everybody has seen them.\n"
            "- Each difficulty leaves the room with a name and a day.\n"
            "- End with one success and say thank you.\n\n"
            "**Done when** a meeting of this round has ended in Koers.",
        .guidance_nl =
            "Een half uur over wat in de weg staat, niet over wat toch al goed ging.\n\n"
            "- Koers maakt de agenda: eerst de acties, dan wat geblokkeerd is, wat daalde en wat "
            "stil bleef.\n"
            "- Niemand leest cijfers voor; iedereen heeft ze gezien.\n"
            "- Elke moeilijkheid verlaat de kamer met een naam en een dag.\n"
            "- Eindig met één succes en zeg dank je wel.\n\n"
            "**Klaar als** er in Koers een overleg van deze ronde is afgesloten.",
        .scope = STEP_SCOPE_UNIT,
        .rhythm = STEP_RHYTHM_ROUND,
        .evidence = EVIDENCE_MEETING_HELD,
        .duty = DUTY_LEADER,
        .deputy = DUTY_OKR_MASTER,
        .anchor = DEADLINE_ANCHOR_CYCLE_END,
        .offset_days = 0,
        .lead_days = 4,
    },
    {
        .key = "mid_cycle",
        .phase = DARE_RUN,
        .name_en = "Hold the mid-cycle review",
        .name_nl = "De tussentijdse review houden",
        .guidance_en =
            "Halfway there is still time to change course. An hour for each business unit, with "
            "the "
            "leaders of the units below.\n\n"
            "- Which key results will not make it at this pace? Help, adjust, or stop; each is a "
            "decision.\n"
            "- Is the objective still the right one? The world has not waited for us.\n"
            "- Move people and money to where they count most. That is what a leader can do and a "
            "team cannot.\n"
            "- Write down what was decided; tell everybody it concerns the same day.\n\n"
            "**Done when** the leader signs, with the decisions in the note.",
        .guidance_nl =
            "Halverwege is er nog tijd om bij te sturen. Een uur per business unit, met de "
            "leidinggevenden van de onderliggende eenheden.\n\n"
            "- Welke key results gaan het in dit tempo niet halen? Helpen, aanpassen of stoppen: "
            "elk is een besluit.\n"
            "- Is dit nog het juiste doel? De wereld heeft niet op ons gewacht.\n"
            "- Zet mensen en geld daar in waar ze het meeste opleveren. Dat kan een leidinggevende "
            "wel en een team niet.\n"
            "- Leg de besluiten vast en vertel ze dezelfde dag aan iedereen die het aangaat.\n\n"
            "**Klaar als** de leidinggevende tekent, met de besluiten in de toelichting.",
        .scope = STEP_SCOPE_UNIT,
        .rhythm = STEP_RHYTHM_INNER,
        .evidence = EVIDENCE_MID_CYCLE_REVIEW,
        .duty = DUTY_LEADER,
        .deputy = DUTY_OKR_MASTER,
        .anchor = DEADLINE_ANCHOR_CYCLE_START,
        .offset_days = 45,
        .calendar_days = true,
        .lead_days = 12,
        .types = 1U << UNIT_TYPE_COMPANY | 1U << UNIT_TYPE_BUSINESS_UNIT,
    },
    {
        .key = "summit_one",
        .phase = DARE_RUN,
        .name_en = "Hold the summer summit",
        .name_nl = "De zomersummit houden",
        .guidance_en =
            "Twice a year the people who carry the OKRs meet in one room, from board to team.\n\n"
            "- One day: half of it to look back and celebrate, half to look ahead.\n"
            "- Let teams tell their stories; the board asks the questions.\n"
            "- Work on the two or three dependencies that hold most units back.\n"
            "- Close with what the organisation will do differently, and who answers for it.\n\n"
            "**Done when** the summit was held.",
        .guidance_nl =
            "Twee keer per jaar komen de mensen die de OKR's dragen in één ruimte samen, van "
            "directie tot team.\n\n"
            "- Eén dag: de helft om terug te kijken en te vieren, de helft om vooruit te kijken.\n"
            "- Laat teams hun verhaal vertellen; de directie stelt de vragen.\n"
            "- Werk aan de twee of drie afhankelijkheden die de meeste eenheden ophouden.\n"
            "- Sluit af met wat de organisatie anders gaat doen en wie daarvoor staat.\n\n"
            "**Klaar als** de summit is gehouden.",
        .scope = STEP_SCOPE_ORGANISATION,
        .rhythm = STEP_RHYTHM_CYCLE,
        .evidence = EVIDENCE_SUMMIT_HELD,
        .duty = DUTY_SQUAD_LEAD,
        .deputy = DUTY_SPONSOR,
        .anchor = DEADLINE_ANCHOR_CYCLE_START,
        .offset_days = 175,
        .calendar_days = true,
        .lead_days = 45,
    },
    {
        .key = "summit_two",
        .phase = DARE_RUN,
        .name_en = "Hold the winter summit",
        .name_nl = "De wintersummit houden",
        .guidance_en =
            "The second summit closes the year and opens the next one: the sharpened strategy "
            "meets "
            "the people who will make it true.\n\n"
            "- The board presents the themes of the coming year and why they were chosen.\n"
            "- Units say what they will bring to them, and what stands in their way.\n"
            "- Show the health of the practice: is it one approach in all business units?\n"
            "- Thank those who made the year.\n\n"
            "**Done when** the summit was held.",
        .guidance_nl =
            "De tweede summit sluit het jaar af en opent het volgende: de aangescherpte strategie "
            "ontmoet de mensen die haar waarmaken.\n\n"
            "- De directie presenteert de thema's van het komende jaar en waarom die gekozen "
            "zijn.\n"
            "- Eenheden zeggen wat zij daaraan bijdragen en wat hen in de weg staat.\n"
            "- Laat de gezondheid van de werkwijze zien: is het één aanpak in alle business "
            "units?\n"
            "- Bedank de mensen die het jaar gemaakt hebben.\n\n"
            "**Klaar als** de summit is gehouden.",
        .scope = STEP_SCOPE_ORGANISATION,
        .rhythm = STEP_RHYTHM_CYCLE,
        .evidence = EVIDENCE_SUMMIT_HELD,
        .duty = DUTY_SQUAD_LEAD,
        .deputy = DUTY_SPONSOR,
        .anchor = DEADLINE_ANCHOR_CYCLE_END,
        .offset_days = -10,
        .lead_days = 45,
    },
    /* ---- Evaluate ----------------------------------------------------------------------------
     */
    {
        .key = "score",
        .phase = DARE_EVALUATE,
        .name_en = "Score and close",
        .name_nl = "Scoren en afsluiten",
        .guidance_en =
            "An honest end is worth more than a good one.\n\n"
            "- Do a last check-in with the final figure, then take the suggested score unless you "
            "have a reason not to.\n"
            "- A promise is kept or it is not. A missed one gets a post-mortem, without blame.\n"
            "- A stretch is well done from 0.7. A row of 1.0 asks whether it was a stretch.\n"
            "- Decide for every unfinished key result: stop, finish or continue. Nothing carries "
            "over by itself.\n\n"
            "**Done when** all published objectives of the unit are closed with a score.",
        .guidance_nl =
            "Een eerlijk einde is meer waard dan een mooi einde.\n\n"
            "- Doe een laatste check-in met het eindcijfer en neem dan de voorgestelde score over, "
            "tenzij je een reden hebt om dat niet te doen.\n"
            "- Een belofte is gehaald of niet. Bij een gemiste belofte hoort een post-mortem, "
            "zonder schuldvraag.\n"
            "- Een ambitie is vanaf 0,7 goed gelukt. Een rij van 1,0 vraagt of het wel een ambitie "
            "was.\n"
            "- Besluit over elk onvoltooid key result: stoppen, afmaken of doorgaan. Niets schuift "
            "vanzelf door.\n\n"
            "**Klaar als** alle gepubliceerde doelstellingen van de eenheid met een score zijn "
            "afgesloten.",
        .scope = STEP_SCOPE_UNIT,
        .rhythm = STEP_RHYTHM_INNER,
        .evidence = EVIDENCE_ALL_SCORED,
        .duty = DUTY_LEADER,
        .deputy = DUTY_OWNER,
        .anchor = DEADLINE_ANCHOR_CYCLE_END,
        .offset_days = 5,
        .lead_days = 10,
    },
    {
        .key = "retrospective",
        .phase = DARE_EVALUATE,
        .name_en = "Look back together",
        .name_nl = "Samen terugkijken",
        .guidance_en =
            "An hour in which the team talks about *how* it worked, after the score has said "
            "*what* came of it.\n\n"
            "- Three questions: what helped, what held us back, what do we do differently?\n"
            "- Let everybody write before anybody speaks; the loudest voice comes last.\n"
            "- Name causes, not culprits. Koers offers the usual ones, so that units can learn "
            "from "
            "each other.\n"
            "- Propose what should change in the way of working of the whole organisation.\n\n"
            "**Done when** the unit's retrospective of the cycle is written.",
        .guidance_nl =
            "Een uur waarin het team bespreekt *hoe* het werkte, nadat de score heeft gezegd *wat* "
            "het heeft opgeleverd.\n\n"
            "- Drie vragen: wat hielp, wat hield ons tegen, wat doen we anders?\n"
            "- Laat iedereen schrijven voordat iemand spreekt; de luidste stem komt het laatst.\n"
            "- Benoem oorzaken, geen schuldigen. Koers biedt de gebruikelijke aan, zodat eenheden "
            "van elkaar kunnen leren.\n"
            "- Doe voorstellen voor de werkwijze van de hele organisatie.\n\n"
            "**Klaar als** de retrospective van de eenheid over deze cyclus is geschreven.",
        .scope = STEP_SCOPE_UNIT,
        .rhythm = STEP_RHYTHM_INNER,
        .evidence = EVIDENCE_RETROSPECTIVE_WRITTEN,
        .duty = DUTY_LEADER,
        .deputy = DUTY_OKR_MASTER,
        .anchor = DEADLINE_ANCHOR_CYCLE_END,
        .offset_days = 8,
        .lead_days = 8,
        .after = {"score"},
    },
    {
        .key = "actions",
        .phase = DARE_EVALUATE,
        .name_en = "Place the follow-up actions",
        .name_nl = "De vervolgacties beleggen",
        .guidance_en =
            "A lesson without an action is a memory.\n\n"
            "- Two or three actions are enough; each with a name and a day.\n"
            "- What the team cannot solve itself goes to the OKR master, who takes it to the "
            "harmonisation session.\n"
            "- The actions come back in the check-in meetings of the next cycle until they are "
            "done.\n\n"
            "**Done when** every action of the retrospective has an owner and a day.",
        .guidance_nl =
            "Een les zonder actie is een herinnering.\n\n"
            "- Twee of drie acties zijn genoeg, elk met een naam en een dag.\n"
            "- Wat het team niet zelf kan oplossen, gaat naar de OKR-master, die het meeneemt naar "
            "de harmonisatiesessie.\n"
            "- De acties komen in het check-inoverleg van de volgende cyclus terug tot ze gedaan "
            "zijn.\n\n"
            "**Klaar als** elke actie uit de retrospective een eigenaar en een dag heeft.",
        .scope = STEP_SCOPE_UNIT,
        .rhythm = STEP_RHYTHM_INNER,
        .evidence = EVIDENCE_ACTIONS_PLACED,
        .duty = DUTY_LEADER,
        .deputy = DUTY_OKR_MASTER,
        .anchor = DEADLINE_ANCHOR_CYCLE_END,
        .offset_days = 10,
        .lead_days = 7,
        .after = {"retrospective"},
    },
    {
        .key = "harmonise",
        .phase = DARE_EVALUATE,
        .name_en = "Hold the harmonisation session",
        .name_nl = "De harmonisatiesessie houden",
        .guidance_en =
            "All OKR masters keep the approach one approach.\n\n"
            "- Lay the retrospectives side by side: which cause returns in several business "
            "units?\n"
            "- Compare three objectives and their scores from each business unit: do we judge "
            "alike?\n"
            "- Decide about the proposals for the way of working: take over, try out, or decline "
            "with a reason.\n"
            "- Each decision has an owner; the handbook says from which cycle it holds.\n\n"
            "**Done when** the session of this cycle was held.",
        .guidance_nl =
            "Alle OKR-masters samen houden de aanpak één aanpak.\n\n"
            "- Leg de retrospectives naast elkaar: welke oorzaak komt in meerdere business units "
            "terug?\n"
            "- Vergelijk uit elke business unit drie doelstellingen en hun scores: oordelen we "
            "gelijk?\n"
            "- Besluit over de voorstellen voor de werkwijze: overnemen, uitproberen of met reden "
            "afwijzen.\n"
            "- Elk besluit heeft een eigenaar; het handboek zegt vanaf welke cyclus het geldt.\n\n"
            "**Klaar als** de sessie van deze cyclus is gehouden.",
        .scope = STEP_SCOPE_ORGANISATION,
        .rhythm = STEP_RHYTHM_INNER,
        .evidence = EVIDENCE_HARMONISATION_HELD,
        .duty = DUTY_SQUAD_LEAD,
        .deputy = DUTY_OKR_MASTER,
        .anchor = DEADLINE_ANCHOR_CYCLE_END,
        .offset_days = 12,
        .lead_days = 12,
    },
};
const size_t dare_rule_count = sizeof(dare_rules) / sizeof(dare_rules[0]);

const struct dare_rung dare_rungs[] = {
    {0, DUTY_OWNER},      {1, DUTY_LEADER},   {3, DUTY_OKR_MASTER},
    {7, DUTY_SQUAD_LEAD}, {14, DUTY_SPONSOR},
};
const size_t dare_rung_count = sizeof(dare_rungs) / sizeof(dare_rungs[0]);
