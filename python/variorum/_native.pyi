"""
Native part of the `variorum` package.
"""

from _typeshed import SupportsGetItem
from collections.abc import Iterable, Iterator
from datetime import date
from os import PathLike
from typing import Any, Final, SupportsFloat, SupportsIndex, final, overload

import pandas  # type: ignore[import-untyped,import-not-found,unused-ignore]
import polars  # type: ignore[import-untyped,import-not-found,unused-ignore]

__all__ = ["__version__", "Collation", "Comparison", "Corpus", "Dateline", "Document", "Matrix", "Problem", "Sentence", "Span", "Table", "Token", "Zone", "_build_corpus", "_build_paths", "_corpus_of", "_document_of", "_open", "_read_paths", "_read_records", "_read_text", "_table_of", "_zone_of", "collate", "compare"]

__version__: Final[str]

@final
class Collation:
    """
    Versions collated against a base; what :func:`variorum.collate` returns.
    """
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str: ...
    @property
    def table(self, /) -> Table:
        """
        The readings, one place of the base a row: ``part``, ``sentence``, a column for each version (``A``,
        ``B``, ...), and ``A_kind``, ``B_kind``, ... with how each differs from the base.
        """
    @property
    def titles(self, /) -> tuple[str | None, ...]:
        """
        The titles of the versions, in the order of their columns.
        """
    def to_collatex(self, /) -> str:
        """
        The table in the JSON of CollateX.
        """
    def to_json(self, /) -> str:
        """
        The collation as ``variorum compare`` prints it: JSON, spans in bytes of UTF-8.
        """
    def to_tei(self, /) -> str:
        """
        A TEI document with a critical apparatus.
        """

@final
class Comparison:
    """
    Two versions of one text, sentence by sentence and word by word; what :func:`variorum.compare`
    returns.

    >>> import variorum as vr
    >>> first = vr.read(text="Malk sent warm militant greetings to the five crews.\\n")[0]
    >>> second = vr.read(text="Malk sent warm greetings to the 5 crews.\\n")[0]
    >>> found = vr.compare(first, second)
    >>> found.variants["kind"], found.variants["a"], found.variants["b"]
    (['omission', 'number'], ['militant', 'five'], ['', '5'])
    >>> found.summary["words"]["dropped"]
    1

    In a notebook it shows itself as a redline.
    """
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str: ...
    @property
    def a(self, /) -> Document:
        """
        The first version.
        """
    @property
    def b(self, /) -> Document:
        """
        The second version.
        """
    @property
    def beads(self, /) -> Table:
        """
        Beads of sentences, one a row: ``bead a b score moved a_first a_count b_first b_count``. Sentences are
        those of the paragraphs, counted from 0.
        """
    @property
    def summary(self, /) -> dict[str, Any]:
        """
        The comparison in short: ``similarity``, ``sentences`` and ``words`` (each ``a``, ``b``, ``carried``,
        ``dropped``, ``added``), ``moved``, ``kinds``, and ``weightiest`` (rows of ``variants``).
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        The comparison as a ``dict``, as ``variorum compare`` gives it, spans in code points.
        """
    def to_html(self, /) -> str:
        """
        One page that needs nothing else: the versions side by side, variants coloured by kind, with a filter
        and keys to step through them.
        """
    def to_json(self, /) -> str:
        """
        The comparison as ``variorum compare`` prints it: JSON, spans in bytes of UTF-8.
        """
    @property
    def variants(self, /) -> Table:
        """
        Variants, one a row: ``kind a b weight equivalent bead heading a_start a_end b_start b_end``; the last
        four are code points of the documents' ``source``.
        """

@final
class Corpus:
    """
    Documents in the order of their captures; what :func:`variorum.read` returns.

    ``corpus[3]`` and ``corpus["ID"]`` are documents, ``corpus[2:5]`` is a corpus, ``for d in corpus``
    goes through them.
    """
    @overload
    def __getitem__(self, key: SupportsIndex | str, /) -> Document:
        """
        A document by number, id or address; a corpus by slice (steps other than 1 are refused).
        """
    @overload
    def __getitem__(self, key: slice, /) -> Corpus: ...
    def __iter__(self, /) -> Iterator[Document]: ...
    def __len__(self, /) -> int: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str: ...
    def absences(self, /, *, since: str | None = None, until: str | None = None, min_count: SupportsIndex = 5, reprints: bool = False) -> Table:
        """
        Who has not been seen, for how long, and how unusual that is: ``name id appearances first last
        unseen longest p``.

        Parameters
        ----------
        since, until : str, optional
            ``2022``, ``2022-02`` or ``2022-02-27``; ``until`` is the day on which it is asked.
        min_count : int
            Leaves out people who were seen on fewer days.
        reprints : bool
            Counts reprints as reports of their own.
        """
    def agree(self, /) -> Table:
        """
        What the carriers of one event agree and disagree on.

        Returns
        -------
        Table
            ``event carriers aspect about verdict basis value sources text document start end path also``,
            a row a value: under which name an event goes, its days and place, who was present or absent,
            numbers of one thing, the speaker of one statement; ``verdict`` is contradicts, completes,
            agrees or adds.
        """
    def appearances(self, /, person: list[str] | None = None, *, period: str | None = ..., kinds: bool = False, since: str | None = None, until: str | None = None, min_count: SupportsIndex = 1, reprints: bool = False) -> Table:
        """
        How often people appear, by period and kind of occasion.

        A person appears in a report if a roster lists the person as present, or if the headline names the
        person and says what was done there in person. Reprints and translations count once.

        Parameters
        ----------
        person : list of str, optional
            Only these, by name or id.
        period : "day", "week", "month", "year" or None
            How long a period is; None for all time in one.
        kinds : bool
            A row for each kind of occasion.
        since, until : str, optional
            ``2022``, ``2022-02`` or ``2022-02-27``.
        min_count : int
            Leaves out people who appear less often.
        reprints : bool
            Counts reprints as reports of their own.

        Returns
        -------
        Table
            ``period kind name id appearances days``.
        """
    def bundles(self, /, min_n: SupportsIndex = 3, max_n: SupportsIndex = 6, *, by: str | None = None, per_million: SupportsFloat | SupportsIndex = 10.0, min_documents: SupportsIndex = 5, limit: SupportsIndex = 0, **counting: object) -> Table:
        """
        Lexical bundles: runs of tokens so frequent and so widespread that they are building blocks.

        Parameters
        ----------
        min_n, max_n : int
            How many tokens in a row, 8 at most.
        by : str, optional
            A facet: one part of the table for each of its values.
        per_million : float
            Leaves out runs with a lower rate.
        min_documents : int
            Leaves out runs of fewer documents.
        limit : int
            The most rows of each group; 0 for all.
        **counting
            What is counted: the options of :meth:`counting`.

        Returns
        -------
        Table
            ``n``, ``ngram``, ``count``, ``per_million`` (tokens), ``documents``.
        """
    def bursts(self, /, terms: str | list[str] | None = None, *, period: str = "month", by: str | None = None, since: str | int | date | None = None, until: str | int | date | None = None, min_count: SupportsIndex = 5, unit: str = "documents", scale: SupportsFloat | SupportsIndex = 2.0, gamma: SupportsFloat | SupportsIndex = 1.0, limit: SupportsIndex = 0, **counting: object) -> Table:
        """
        When words and phrases were much more frequent than usual: Kleinberg's automaton with two states.

        Parameters
        ----------
        terms, period, by, since, until, min_count, limit
            As for :meth:`series`; the largest weights come first.
        unit : "documents" or "tokens"
            Documents that have the term among all, or occurrences among tokens.
        scale : float
            How many times the usual rate a burst has; above 1.
        gamma : float
            How hard it is to go up: ``gamma * ln n`` for n periods.
        **counting
            What is counted: the options of :meth:`counting`.

        Returns
        -------
        Table
            ``term``, ``level``, ``start``, ``end``, ``periods``, ``weight``, ``count``, ``documents``.
        """
    def careers(self, /, person: list[str] | None = None, *, since: str | None = None, until: str | None = None, min_count: SupportsIndex = 1, reprints: bool = False) -> Table:
        """
        First and last use of each title: ``name id title first last count previous event path``.

        Parameters
        ----------
        person : list of str, optional
            Only these, by name or id.
        since, until : str, optional
            ``2022``, ``2022-02`` or ``2022-02-27``.
        min_count : int
            Leaves out titles that are said less often.
        reprints : bool
            Counts reprints as reports of their own.
        """
    def changes(self, /, terms: str | list[str] | None = None, *, period: str = "month", by: str | None = None, since: str | int | date | None = None, until: str | int | date | None = None, min_count: SupportsIndex = 5, top: SupportsIndex = 0, model: str = "poisson", penalty: SupportsFloat | SupportsIndex | None = None, level: SupportsFloat | SupportsIndex = 0.95, limit: SupportsIndex = 0, **counting: object) -> Table:
        """
        The stretches of time in which a word or phrase keeps one rate.

        The series is cut where the deviance plus the penalty of each change is smallest (PELT).

        Parameters
        ----------
        terms, period, by, since, until, min_count, top, level, limit
            As for :meth:`series`.
        model : "poisson" or "binomial"
            Occurrences among tokens, or documents that have the term among all.
        penalty : float, optional
            What one more change costs; ``2 ln n`` of n periods if not given.
        **counting
            What is counted: the options of :meth:`counting`.

        Returns
        -------
        Table
            ``term``, ``stretch``, ``start``, ``end``, ``periods``, ``count``, ``tokens``,
            ``per_million``, ``low``, ``high``, ``ratio``, ``documents``, ``documents_total``.
        """
    def claims(self, /) -> Table:
        """
        Claims: ``document start end text type speaker speaker_id through target cue polarity actuality
        path``.
        """
    def cluster(self, /, *, links: bool = False, labels: list[str] | None = None, min_shared: SupportsIndex = 5, stock_days: SupportsIndex = 50) -> Table:
        """
        The documents that carry one statement: copies, versions, excerpts, stories that quote it.

        Texts are compared by runs of five words; a run that an outlet has on many days is its stock
        phrase and weighs little.

        Parameters
        ----------
        links : bool
            A row a link between two documents, instead of a row a document of a cluster.
        labels : list of str, optional
            Only clusters with such a member, or such links: ``exact copy``, ``near copy``,
            ``revision``, ``other translation``, ``excerpt``, ``quotes``.
        min_shared : int
            The least runs of words that two documents share to be looked at.
        stock_days : int
            A run that an outlet has on so many days leads to no pair.

        Returns
        -------
        Table
            ``cluster size label document outlet published title of contained contains shared
            longest_run evidence path``: ``contained`` is the share of the document's runs that ``of``
            has, ``contains`` that of the other's that it has, both in runs of five words.

        >>> import variorum as vr
        >>> text = "The district committee met in Tarsk on Monday and adopted a long statement on the weir."
        >>> table = vr.Corpus.from_texts([text, text]).cluster()
        >>> table["label"]
        ['origin', 'exact copy']
        """
    def coappearances(self, /, *, since: str | None = None, until: str | None = None, min_count: SupportsIndex = 2, most: SupportsIndex = 60, reprints: bool = False) -> Table:
        """
        Who appears with whom: ``a b a_id b_id together jaccard``, the edges of a network.

        Parameters
        ----------
        since, until : str, optional
            ``2022``, ``2022-02`` or ``2022-02-27``.
        min_count : int
            Leaves out pairs that appear together less often.
        most : int
            Reports with more people than this make no pairs.
        reprints : bool
            Counts reprints as reports of their own.
        """
    def collocations(self, /, context: str = "adjacent", *, n: SupportsIndex = 2, left: SupportsIndex = 5, right: SupportsIndex = 5, ordered: bool = False, within_sentence: bool = False, nodes: str | list[str] | None = None, measures: str | list[str] | None = None, smoothing: SupportsFloat | SupportsIndex = 0.5, by: str | None = None, min_count: SupportsIndex = 2, min_documents: SupportsIndex = 1, limit: SupportsIndex = 0, **counting: object) -> Table:
        """
        Words that are together more often than chance would have them.

        Parameters
        ----------
        context : "adjacent", "window" or "sentence"
            What counts as being together: runs of ``n`` words, the tokens ``left`` and ``right`` of a
            word, or a sentence (the count is of sentences). Never across a zone.
        n : int
            How many words in a row (adjacent), 2 to 5.
        left, right : int
            How many tokens before and after a word are its window.
        ordered : bool
            In sentences, keeps the two orders of a pair apart.
        within_sentence : bool
            Sentences part words as zones do.
        nodes : str or list of str, optional
            Only collocates of these words; ``*`` stands for any letters, ``?`` for one.
        measures : str or list of str, optional
            Rows come by the first; ``"all"`` for all. Known are pmi, npmi, mi2, mi3, local_mi, mi_log_f, mutual_information, t,
            t_bernoulli, z, g2, simple_ll, chi2, chi2_yates, dice, log_dice, jaccard, delta_p_21,
            delta_p_12, minimum_sensitivity, phi_squared, odds_ratio_half, fisher_log10_p, lambda (with
            ``lambda_z``). Of more than two words lambda and g2 only.
        smoothing : float
            Added to each cell of lambda.
        by : str, optional
            A facet: one part of the table for each of its values.
        min_count : int
            Leaves out rarer collocations.
        min_documents : int
            Leaves out those of fewer documents.
        limit : int
            The most rows of each group; 0 for all.
        **counting
            What is counted: the options of :meth:`counting`.

        Returns
        -------
        Table
            ``first``, ``second`` (or ``ngram``), ``count``, ``first_count``, ``second_count`` (margins, counted in
            the same places as the pairs), ``documents``, ``expected``, each measure, ``log10_p`` of the first
            measure that has one.

        Examples
        --------
        >>> import variorum as vr
        >>> corpus = vr.read(text="The red flag flew. A red flag fell. The red car stopped.\\n")
        >>> table = corpus.collocations(measures=["g2", "log_dice"])
        >>> table["first"], table["second"], table["count"]
        (['The', 'red'], ['red', 'flag'], [2, 2])
        """
    def companions(self, /, person: str, *, since: str | None = None, until: str | None = None, limit: SupportsIndex = 0, reprints: bool = False) -> Table:
        """
        Who appears with a person: ``rank name id together share order_rank mean_position named_in``.

        Parameters
        ----------
        person : str
            By name or id.
        since, until : str, optional
            ``2022``, ``2022-02`` or ``2022-02-27``.
        limit : int
            The most rows; 0 for all.
        reprints : bool
            Counts reprints as reports of their own.
        """
    def compare(self, /, a: int | str | None = None, b: int | str | None = None, *, kinds: SupportsGetItem[int, str] | None = None, skip_equivalent: bool = False, top: SupportsIndex = 10) -> Comparison:
        """
        Compares two documents of the corpus, by position or id; see :func:`variorum.compare`.
        """
    @property
    def compiled(self, /) -> bool:
        """
        Whether it was compiled, so that its captures are not at hand.
        """
    def counting(self, /, **options: object) -> Corpus:
        """
        The same corpus, counted in another way by every measure that is not told otherwise.

        Parameters
        ----------
        case : "keep" or "fold"
            Whether ``Party`` and ``party`` are two terms or one.
        voice : "all", "own" or "quoted"
            Words outside or inside quotation marks only.
        independent : bool
            Reprints count once: of exact copies, near copies and revisions, as ``cluster`` finds
            them, only the first.
        zones : list of str, optional
            Only these kinds of zones: title, subtitle, heading, paragraph.
        stop : list of str, optional
            Words that are not counted.
        stem : str, optional
            Words are counted by their stems (Snowball), lower-cased: ``"en"``, ``"fr"``, ``"de"``,
            ``"it"``, ``"pt"``, ``"ru"``, ``"es"``.
        compatibility : bool
            NFKC: ``ﬁ`` is ``fi``.
        no_diacritics : bool
            ``café`` is ``cafe``.

        Examples
        --------
        >>> import variorum as vr
        >>> corpus = vr.read(text="The party met. The Party spoke.\\n").counting(case="fold")
        >>> corpus.frequency(limit=1)["term"], corpus.frequency(limit=1)["count"]
        (['party'], [2])
        """
    def coverage(self, /, held: Corpus | None = None, *, added: bool = False) -> Table:
        """
        What stories carry of each statement, sentence by sentence, or what they add to it.

        Parameters
        ----------
        held : Corpus, optional
            The statements; without it every document is one.
        added : bool
            Sentences of the stories instead: those ``left-out`` are not in the statement.

        Returns
        -------
        Table
            ``document other sentence start end carried text by path other_path``; ``carried`` is quoted,
            close, mentioned or left-out, ``by`` the words that carry it.
        """
    def dates(self, /) -> Table:
        """
        Days and periods: ``document start end text resolved precision basis vague path``.
        """
    def dispersion(self, /, *, over: str | int | None = None, measures: str | list[str] | tuple[str, ...] | None = None, terms: list[str] | tuple[str, ...] | None = None, min_count: SupportsIndex = 1, limit: SupportsIndex = 0, **counting: object) -> Table:
        """
        How evenly words are spread over the parts of the corpus.

        Parameters
        ----------
        over : "documents", a facet or int
            The parts: documents (if not given), the values of a facet such as ``"month"``, or so many
            equal parts of tokens.
        measures : str or list of str, optional
            One column each; ``"all"`` for all. Over parts ``range``, ``relative_range``,
            ``standard_deviation``, ``standard_deviation_sample``, ``variation_coefficient``,
            ``variation_coefficient_sample``, ``juilland_d``, ``juilland_d_equal``,
            ``juilland_d_weighted``, ``carroll_d2``, ``rosengren_s``, ``lyne_d3``, ``dp``, ``dp_norm``,
            ``dp_norm_egbert``, ``kld``, ``dkl``, ``dkl_base_e``, ``dkl_base_2``, ``da``,
            ``juilland_u``, ``carroll_um``, ``rosengren_kf``, ``idf``, ``residual_idf``,
            ``burstiness``; along the corpus, whatever the parts, ``arf``, ``ald``, ``f_ald``, ``awt``,
            ``f_awt``, ``goh_barabasi``. If not given: ``range``, ``juilland_d``, ``carroll_d2``,
            ``rosengren_s``, ``dp``, ``dp_norm``, ``da``, ``arf``.
        terms : list of str, optional
            Only these words.
        min_count : int
            Leaves out rarer words.
        limit : int
            The most rows; 0 for all.
        **counting
            What is counted: the options of :meth:`counting`.

        Returns
        -------
        Table
            ``term``, ``count``, ``per_million`` and the measures; what is undefined is ``None``, with
            the reason in the notes of the provenance.

        Examples
        --------
        >>> import variorum as vr
        >>> corpus = vr.read(text="dike dike mill mill mill ferry\\n")
        >>> table = corpus.dispersion(over=2, measures=["range", "dp"], terms=["mill"])
        >>> table["count"], table["range"], [round(x, 4) for x in table["dp"]]
        ([3], [2.0], [0.1667])
        """
    def diversity(self, /, *, by: str = "corpus", measures: str | list[str] | tuple[str, ...] | None = None, log_base: str = "e", entropy_base: str = "2", yule_i: str = "types", brunet_a: SupportsFloat | SupportsIndex = 0.172, window: SupportsIndex = 50, segment: SupportsIndex = 50, remainder: str = "discard", mtld_threshold: SupportsFloat | SupportsIndex = 0.72, mtld_comparison: str = "below", mtld_least_tokens: SupportsIndex = 10, mtld_direction: str = "both", mtld_aggregation: str = "tokens_per_factor", sample: SupportsIndex = 42, vocd_from: SupportsIndex = 35, vocd_to: SupportsIndex = 50, vocd_samples: SupportsIndex = 100, vocd_trials: SupportsIndex = 3, seed: SupportsIndex = 0, limit: SupportsIndex = 0, **counting: object) -> Table:
        """
        How rich the vocabulary is.

        Parameters
        ----------
        by : "corpus", "document" or a facet
            One row for the corpus, for each document, or for each value of a facet.
        measures : str or list of str, optional
            One column each; ``"all"`` for all. Of frequencies, which change with the length of a text:
            ``ttr``, ``guiraud_r``, ``cttr``, ``herdan_c``, ``summer_s``, ``dugast_u``, ``maas_a2``,
            ``yule_k``, ``yule_i``, ``simpson_d``, ``repeat_rate``, ``herdan_vm``, ``honore_r``,
            ``brunet_w``, ``fisher_alpha``, ``shannon_h``; of a sequence, which hardly do: ``mattr``,
            ``msttr``, ``mtld``, ``mtld_w``, ``hd_d``, ``vocd_d``, ``vocd_d_expected``. If not given:
            ``ttr``, ``guiraud_r``, ``herdan_c``, ``maas_a2``, ``yule_k``, ``mattr``, ``mtld``, ``hd_d``.
        log_base, entropy_base : "e", "2" or "10"
            The base of the logarithms of Summer's S, Dugast's U and Maas' a², and of the entropy.
        yule_i : "types" or "tokens"
            What stands in Yule's I.
        brunet_a : float
            The exponent of Brunet's W.
        window, segment : int
            Tokens of a window of MATTR, of a segment of MSTTR.
        remainder : "discard" or "keep"
            What becomes of the last segment of MSTTR if it is shorter.
        mtld_threshold : float
            The ratio at which a factor of MTLD ends.
        mtld_comparison : "below" or "at_most"
            When a factor is complete.
        mtld_least_tokens : int
            The fewest tokens of a factor.
        mtld_direction : "both", "forward" or "backward"
            How MTLD reads.
        mtld_aggregation : "tokens_per_factor", "mean_factor" or "pooled_factors"
            How factors become one number.
        sample : int
            Tokens of a sample of HD-D.
        vocd_from, vocd_to, vocd_samples, vocd_trials : int
            The smallest and the largest sample of vocd-D in tokens, samples of each size, trials.
        seed : int
            The seed of vocd-D.
        limit : int
            The most rows; 0 for all.
        **counting
            What is counted: the options of :meth:`counting`.

        Returns
        -------
        Table
            ``id`` or the facet, ``documents`` of a group, ``tokens``, ``types`` and the measures; what
            is undefined is ``None``, with the reason in the notes of the provenance.

        Examples
        --------
        >>> import variorum as vr
        >>> corpus = vr.read(text="the dike and the mill\\n")
        >>> corpus.diversity(measures="ttr")["ttr"]
        [0.8]
        """
    @property
    def documents(self, /) -> tuple[Document, ...]:
        """
        All documents.
        """
    def events(self, /) -> Table:
        """
        Events named: ``document start end text id candidates series ordinal of first_day last_day place
        basis path``.
        """
    def extract(self, /, *kinds: str) -> Table:
        """
        Facts of one kind or several, a row a mention.

        Parameters
        ----------
        *kinds : str
            ``people``, ``titles``, ``rosters``, ``organs``, ``events``, ``dates``, ``quantities``,
            ``quotes``, ``terms``, ``claims``; the documents are read once for all of them.

        Returns
        -------
        Table
            ``document start end text … path``, with the columns of the kind between; of several kinds
            ``kind id value``. Places are code points of ``Document.source``.

        >>> import variorum as vr
        >>> corpus = vr.read(text='''Minister Visits Mill
        ...
        ... TARSK, March 3 (VPS) -- Jan Orel, minister of agriculture, visited the Tarsk mill on Friday.
        ... ''')
        >>> corpus.extract("people")["name"]
        ['Jan Orel']
        """
    def frequency(self, /, *, by: str | None = None, min_count: SupportsIndex = 1, limit: SupportsIndex = 0, **counting: object) -> Table:
        """
        Frequency of every term.

        Parameters
        ----------
        by : str, optional
            A facet: one part of the table for each of its values.
        min_count : int
            Leaves out rarer terms.
        limit : int
            The most rows of each group; 0 for all.
        **counting
            What is counted: the options of :meth:`counting`.

        Returns
        -------
        Table
            ``term``, ``count``, ``per_million`` (tokens), ``documents``, ``document_share``.
        """
    @staticmethod
    def from_texts(texts: Iterable[str], *, tokens: str | Iterable[str] | None = None, pack: str = "dprk") -> Corpus:
        """
        Clean texts in memory, each one document and one paragraph; nothing is laid out.

        Parameters
        ----------
        texts : iterable of str
            Texts; blank ones are left out.
        tokens : str or list of str, optional
            How they are cut into tokens, as in :func:`variorum.read`.
        pack : str or path
            What is known of the field.

        Examples
        --------
        >>> import variorum as vr
        >>> corpus = vr.Corpus.from_texts(["The party met.", "The party spoke."], tokens="word")
        >>> corpus.frequency(limit=1)["count"]
        [2]
        """
    def growth(self, /, *, by: str | None = None, steps: SupportsIndex = 100, limit: SupportsIndex = 0, **counting: object) -> Table:
        """
        How the vocabulary grows as the documents are read in their order, beside Heaps' law.

        Parameters
        ----------
        by : str, optional
            A facet: one part of the table for each of its values.
        steps : int
            How many rows of each group, at equal distances in tokens.
        limit : int
            The most rows of each group; 0 for all.
        **counting
            What is counted: the options of :meth:`counting`.

        Returns
        -------
        Table
            ``tokens``, ``types``, ``hapaxes``, ``expected`` (``k * tokens**beta``), ``k``, ``beta``,
            ``r_squared``.

        Examples
        --------
        >>> import variorum as vr
        >>> corpus = vr.read(text="The party met. The party spoke.\\n")
        >>> corpus.growth(steps=2)["types"]
        [3, 4]
        """
    def keyness(self, /, reference: Corpus, *, measures: str | list[str] | tuple[str, ...] | None = None, effect: str = "log_ratio", zero: str = "hardie", level: SupportsFloat | SupportsIndex = 0.95, method: str = "exact", adjustment: str = "benjamini_hochberg", direction: str = "both", min_count: SupportsIndex = 1, min_documents: SupportsIndex = 1, log_odds: str | None = None, alpha: SupportsFloat | SupportsIndex | None = None, mann_whitney: bool = False, permutations: SupportsIndex = 0, seed: SupportsIndex = 0, simple_maths_k: SupportsFloat | SupportsIndex = 1.0, limit: SupportsIndex = 0, **counting: object) -> Table:
        """
        Which words this corpus uses more, or less, than a reference.

        Parameters
        ----------
        reference : Corpus
            Another part of the same corpus, or another reading.
        measures : str or list of str
            The statistics, one column each, the first of which sorts the rows; ``"all"`` for all. Known
            are ``g2`` (the default), ``g2_two_term``, ``g2_williams``, ``chi2``, ``chi2_yates``,
            ``chi2_williams``, ``fisher_log10_p``, ``log_ratio``, ``log_ratio_conservative``,
            ``relative_risk``, ``percent_diff``, ``odds_ratio``, ``odds_ratio_half``,
            ``odds_ratio_conditional``, ``bic``, ``ell``, ``simple_maths``, ``difference_coefficient``,
            ``pmi``.
        effect : "log_ratio", "relative_risk", "percent_diff" or "difference_coefficient"
            The effect size that is given with its interval.
        zero : "hardie", "add_half" or "none"
            What a frequency of zero counts in the effect size and in the log ratio: 0.5, 0.5 in all
            cells, or nothing, which leaves them undefined.
        level : float
            The level of the interval.
        method : "exact" or "wald"
            How the interval is found.
        adjustment : str
            How p-values are adjusted for the number of words: ``benjamini_hochberg``,
            ``benjamini_yekutieli``, ``holm``, ``bonferroni`` or ``none``.
        direction : "both", "over" or "under"
            Words that this corpus has relatively more often, less often, or both.
        min_count, min_documents : int
            Leaves out words with fewer occurrences, or of fewer documents, in both together.
        log_odds : "uniform" or "informative", optional
            Adds the log odds under a Dirichlet prior.
        alpha : float, optional
            What the prior counts: occurrences of each word (uniform, 0.01 if not given) or tokens of
            both corpora (informative, 500).
        mann_whitney : bool
            Adds the test of Mann and Whitney over documents.
        permutations : int
            Adds the permutation test over documents, with so many relabellings; 0 for none.
        seed : int
            The seed of the relabellings.
        simple_maths_k : float
            The constant of simple maths, per million.
        limit : int
            The most rows; 0 for all.
        **counting
            What is counted in both: the options of :meth:`counting`.

        Returns
        -------
        Table
            ``term``, ``direction``, ``count``, ``reference_count``, ``per_million``,
            ``reference_per_million``, ``documents``, ``reference_documents``, ``dp_norm`` (over the
            documents of this corpus), the statistics, ``log10_p``, ``log10_q`` (adjusted), ``effect``,
            ``effect_low``, ``effect_high`` and what else was asked for. Words of this corpus first,
            from the largest statistic down.

        Examples
        --------
        >>> import variorum as vr
        >>> target = vr.read(text="The dikes hold. The dikes are new.\\n")
        >>> reference = vr.read(text="The harvest is in. The harvest is large.\\n")
        >>> table = target.keyness(reference, measures=["g2", "percent_diff"], limit=1)
        >>> table["term"], table["direction"], table["count"]
        (['dikes'], ['over'], [2])
        """
    def kwic(self, /, query: str, *, window: str = "tokens", context: SupportsIndex = 8, sort: str = "document", limit: SupportsIndex = 0) -> Table:
        """
        Concordance of a word, a phrase or a pattern.

        Parameters
        ----------
        query : str
            Plain words, letter case aside (``*`` stands for any letters, ``?`` for one), or CQL:
            ``[word="social.*"%c] []{0,3} "construction" within s``.
        window : "tokens", "sentence" or "paragraph"
            How much stands around what was found.
        context : int
            Tokens on each side.
        sort : "document", "left", "right" or "node"
            The order of the lines.
        limit : int
            The most lines; 0 for all.

        Returns
        -------
        Table
            ``document outlet date kind left node right start end path``; ``start`` and ``end`` are
            code points of ``Document.source``.
        """
    def lifespans(self, /, terms: str | list[str] | None = None, *, period: str = "month", by: str | None = None, since: str | int | date | None = None, until: str | int | date | None = None, min_count: SupportsIndex = 5, top: SupportsIndex = 0, level: SupportsFloat | SupportsIndex = 0.95, limit: SupportsIndex = 0, **counting: object) -> Table:
        """
        First and last use of words and phrases, their peak and their half-life.

        The peak is the period whose rate has the largest lower end of its Wilson interval.
        ``half_life`` is the number of periods after it until half of all later occurrences have come;
        ``decay_half_life`` that of an exponential decay fitted from the peak on.

        Parameters
        ----------
        terms, period, by, since, until, min_count, top, level, limit
            As for :meth:`series`.
        **counting
            What is counted: the options of :meth:`counting`.

        Returns
        -------
        Table
            ``term``, ``count``, ``documents``, ``first``, ``first_document``, ``last``,
            ``last_document``, ``periods``, ``peak``, ``peak_per_million``, ``half_life``,
            ``decay_half_life``.
        """
    def matrix(self, /, min_n: SupportsIndex = 1, max_n: SupportsIndex | None = None, *, by: str | None = None, min_df: int | float | None = None, max_df: int | float | None = None, max_features: SupportsIndex | None = None, binary: bool = False, tf_idf: bool = False, use_idf: bool = True, smooth_idf: bool = True, sublinear_tf: bool = False, norm: str | None = ..., **counting: object) -> Matrix:
        """
        The matrix of documents and features.

        Options and weights are those of scikit-learn's ``CountVectorizer`` and ``TfidfVectorizer`` (which
        lower-case: say ``case="fold"``). Runs of tokens never cross a zone.

        Parameters
        ----------
        by : str, optional
            A facet: one row for each of its values instead of one for each document.
        min_n, max_n : int
            How many tokens in a row are a feature, 8 at most; ``max_n`` is ``min_n`` if not given.
        min_df, max_df : int or float
            Leaves out features of fewer or more documents: an int is a count, a float a share.
        max_features : int, optional
            Keeps so many of the most frequent features, ties by text.
        binary : bool
            1 for every count above 0.
        tf_idf : bool
            Weights instead of counts.
        use_idf, smooth_idf, sublinear_tf : bool
            Weighs by idf; as if one more document had every feature; 1 + ln count stands for the count.
        norm : "l2", "l1" or None
            What each row of weights is divided by.
        **counting
            What is counted: the options of :meth:`counting`.

        Returns
        -------
        Matrix
            ``csr()`` is a ``scipy.sparse.csr_matrix``; ``features``, ``documents``; ``table()`` is its long form.

        Examples
        --------
        >>> import variorum as vr
        >>> corpus = vr.read(text="The red flag. The flag.\\n")
        >>> corpus.matrix(1, 2, case="fold").features
        ['flag', 'flag the', 'red', 'red flag', 'the', 'the flag', 'the red']
        """
    def ngrams(self, /, min_n: SupportsIndex = 2, max_n: SupportsIndex | None = None, *, by: str | None = None, min_count: SupportsIndex = 2, min_documents: SupportsIndex = 1, limit: SupportsIndex = 0, **counting: object) -> Table:
        """
        Frequency of runs of ``min_n`` to ``max_n`` tokens, none across a zone.

        Parameters
        ----------
        min_n, max_n : int
            How many tokens in a row, 8 at most; ``max_n`` is ``min_n`` if not given.
        by : str, optional
            A facet: one part of the table for each of its values.
        min_count : int
            Leaves out rarer runs.
        min_documents : int
            Leaves out runs of fewer documents.
        limit : int
            The most rows of each group; 0 for all.
        **counting
            What is counted: the options of :meth:`counting`.

        Returns
        -------
        Table
            ``n``, ``ngram``, ``count``, ``per_million`` (tokens), ``documents``.
        """
    def novelty(self, /, *, since: str | int | date | None = None, until: str | int | date | None = None, document: str | None = None, target: dict[str, str] | None = None, mode: str = "new", min_n: SupportsIndex = 1, max_n: SupportsIndex = 7, min_count: SupportsIndex | None = None, min_documents: SupportsIndex = 1, kinds: str | list[str] | None = None, context: SupportsIndex = 8, limit: SupportsIndex = 0, case: str = "fold", **counting: object) -> Table:
        """
        Wording that a document or a period has and the archive before it had not, that only it has,
        or that ended before it; the most telling first.

        Parameters
        ----------
        since, until : str, int or date, optional
            The target: documents of these dates.
        document : str, optional
            The target: the document of this id or address.
        target : dict of str, optional
            The target: documents with these properties, like ``{"outlet": "kcna"}``.
        mode : "new", "only" or "ended"
            What nothing dated before the target has, what nothing else has, or what was there before
            the target and is not in it.
        min_n, max_n : int
            How many tokens in a row, 7 at most.
        min_count : int, optional
            Leaves out rarer phrases; if not given 1 for a document, 5 for what ended, else 2.
        min_documents : int
            Leaves out phrases of fewer documents.
        kinds : str or list of str, optional
            Only phrases whose new part is a ``"word"``, a ``"wording"``, a ``"number"`` or a
            ``"name"``.
        context : int
            Tokens on each side.
        limit : int
            The most rows; 0 for all.
        case : "fold" or "keep"
            Whether letter case makes a difference.
        **counting
            What is counted: the other options of :meth:`counting`.

        Returns
        -------
        Table
            ``phrase``, ``n``, ``core`` (the shortest new run in it), ``kind``, ``count``, ``documents``,
            ``core_count``, ``score``, ``first``, ``last``; its place: ``document``, ``date``, ``left``,
            ``node``, ``right``, ``start``, ``end`` (code points), ``path``; the nearest wording of the
            rest: ``nearest``, ``nearest_shared``, ``nearest_document``, ``nearest_date``,
            ``nearest_start``, ``nearest_end``, ``nearest_path``.
        """
    def organs(self, /) -> Table:
        """
        Bodies named: ``document start end text name id candidates level parent chain class path``.
        """
    def people(self, /) -> Table:
        """
        People named: ``document start end text name id candidates form titles path``.

        ``id`` is ``p-…`` of the pack, or ``new:…`` for a person by form, the same wherever the name is.
        """
    @property
    def problems(self, /) -> tuple[Problem, ...]:
        """
        What went wrong or is doubtful.
        """
    def quantities(self, /) -> Table:
        """
        Numbers with units: ``document start end text value high unit of approx base_value base_high
        base_unit path``.
        """
    def quotes(self, /) -> Table:
        """
        Quotations: ``document start end text mode type speaker speaker_id cue chain path``.
        """
    def readability(self, /, *, by: str = "corpus", measures: str | list[str] | tuple[str, ...] | None = None, familiar: list[str] | tuple[str, ...] | None = None, limit: SupportsIndex = 0, **counting: object) -> Table:
        """
        How hard English prose is to read.

        Paragraphs are read, unless ``zones`` says otherwise. Syllables are estimated from spelling.
        Documents in other languages have no numbers and are no part of a group.

        Parameters
        ----------
        by : "corpus", "document" or a facet
            One row for the corpus, for each document, or for each value of a facet.
        measures : str or list of str, optional
            The formulas, one column each; ``"all"`` for all: ``flesch_reading_ease``,
            ``flesch_kincaid_grade``, ``gunning_fog``, ``smog``, ``ari``, ``coleman_liau``, ``lix``,
            ``rix``, ``forcast``, ``linsear_write``, and with a list of familiar words
            ``dale_chall_new``, ``spache``. If not given, those that need no list.
        familiar : list of str, optional
            Words that readers know, compared lower-cased; no list is part of this package.
        limit : int
            The most rows; 0 for all.
        **counting
            What is counted: the options of :meth:`counting`.

        Returns
        -------
        Table
            ``id`` or the facet, ``documents`` in English of a group, ``sentences``, ``words``,
            ``syllables``, ``characters``, ``polysyllables`` and the formulas.

        Examples
        --------
        >>> import variorum as vr
        >>> corpus = vr.read(text="The party met in the town and it was late. The rain had come to the town in the night.\\n")
        >>> table = corpus.readability(measures="flesch_reading_ease")
        >>> table["sentences"], table["words"], [round(x) for x in table["flesch_reading_ease"]]
        ([2], [20], [108])
        """
    @overload
    def report(self, /, path: None = None, *, title: str | None = None, limit: SupportsIndex = 200, terms: SupportsIndex = 20, lines: SupportsIndex = 20) -> str:
        """
        The report: one self-contained HTML page. Written to ``path`` if given, else returned.

        Parameters
        ----------
        path : path, optional
            A file whose name ends with ``.html`` or ``.htm``.
        title : str, optional
            The headline of the page.
        limit : int
            The most documents with a reading view; 0 for all that the page can carry.
        terms : int
            The most words, and the most phrases, of each outlet.
        lines : int
            The most concordance lines of each word or phrase.
        """
    @overload
    def report(self, /, path: str | PathLike[str], *, title: str | None = None, limit: SupportsIndex = 200, terms: SupportsIndex = 20, lines: SupportsIndex = 20) -> None: ...
    def rosters(self, /, view: str = "members", *, before: str | None = None, after: str | None = None) -> Table:
        """
        Lists of people in the order of the text, compared or over time.

        Parameters
        ----------
        view : "members", "lists", "history" or "diff"
            A row a member; a row a roster; each kind of roster followed over time; the rosters of two
            documents side by side.
        before, after : str, optional
            For ``diff``: the two documents, by id or address.
        """
    def series(self, /, terms: str | list[str] | None = None, *, period: str = "month", by: str | None = None, since: str | int | date | None = None, until: str | int | date | None = None, min_count: SupportsIndex = 5, top: SupportsIndex = 0, interval: str = "wilson", level: SupportsFloat | SupportsIndex = 0.95, replicates: SupportsIndex = 1000, seed: SupportsIndex = 1, limit: SupportsIndex = 0, **counting: object) -> Table:
        """
        Rates of words and phrases over time, periods without documents among them.

        Documents that do not say when they were published, or not as exactly as the period is long,
        are left out and counted in the provenance.

        Parameters
        ----------
        terms : str or list of str, optional
            Words and phrases, with ``*`` and ``?``, letter case aside; all terms if not given.
        period : "day", "week", "month" or "year"
            Weeks begin on Monday (ISO 8601).
        by : str, optional
            A facet: one part of the table for each of its values.
        since, until : str, int or date, optional
            Only documents of these dates: ``"2022"``, ``"2022-02"``, ``"2022-02-27"``.
        min_count : int
            Where no terms are given: leaves out rarer ones.
        top : int
            Where no terms are given: only so many, the most frequent; 0 for all.
        interval : "wilson" or "bootstrap"
            What ``low`` and ``high`` are; the bootstrap draws documents of the period.
        level : float
            The level of the intervals.
        replicates, seed : int
            Resamples of the bootstrap, and its seed.
        limit : int
            The most rows of each group; 0 for all.
        **counting
            What is counted: the options of :meth:`counting`.

        Returns
        -------
        Table
            ``period``, ``start``, ``term``, ``count``, ``tokens``, ``per_million``, ``low``, ``high``,
            ``documents``, ``documents_total``.

        Examples
        --------
        >>> import variorum as vr
        >>> text = "Statement Issued\\n\\nTARSK, March 3, 2022 (VPS) -- The party issued a statement.\\n"
        >>> corpus = vr.read(text=text)
        >>> len(corpus.series("statement", period="week")) <= 1
        True
        """
    def similarity(self, /, *, by: str | None = None, measures: str | list[str] | None = None, n: SupportsIndex = 1, words: SupportsIndex = 150, min_similarity: SupportsFloat | SupportsIndex | None = None, max_distance: SupportsFloat | SupportsIndex | None = None, max_documents: SupportsIndex = 2000, limit: SupportsIndex = 0, **counting: object) -> Table:
        """
        How alike documents or groups of documents are, pair by pair.

        Parameters
        ----------
        by : str, optional
            A facet: compares the groups of its values instead of documents.
        measures : str or list of str, optional
            Rows come by the first. Similarities: jaccard, dice, overlap, containment_a, containment_b (sets of
            terms; shared terms over those of ``a``, of ``b``), cosine, cosine_tf_idf, weighted_jaccard
            (counts). Distances: jsd (bits), hellinger, bray_curtis, burrows_delta, cosine_delta.
        n : int
            Terms are runs of so many tokens, 8 at most.
        words : int
            How many of the most frequent terms the Deltas compare.
        min_similarity : float, optional
            Leaves out pairs that are less alike by the first measure, a similarity.
        max_distance : float, optional
            Leaves out pairs that are further apart by the first measure, a distance.
        max_documents : int
            More documents (or groups) are an error: pairs grow with the square.
        limit : int
            The most rows; 0 for all.
        **counting
            What is counted: the options of :meth:`counting`.

        Returns
        -------
        Table
            ``a``, ``b``, each measure.

        Examples
        --------
        >>> import variorum as vr
        >>> corpus = vr.read(text="The red flag flew.\\n")
        >>> corpus.similarity(measures="jaccard").columns
        ['a', 'b', 'jaccard']
        """
    def table(self, /) -> Table:
        """
        One row a document: id, date, outlet, agency, language, title, paragraphs, tokens, address.
        """
    def terms(self, /) -> Table:
        """
        Fixed terms of the pack: ``document start end text id category path``.
        """
    def titles(self, /) -> Table:
        """
        Posts with their holders: ``document start end text person person_id organ group when path``.
        """
    def trace(self, /, held: Corpus | None = None, *, view: str = "quotes") -> Table:
        """
        Quotes and passages traced to the statements that they come from.

        Every document is a story, looked for in all others, or in ``held`` if it is given.

        Parameters
        ----------
        held : Corpus, optional
            The statements to look in.
        view : "quotes", "reuse" or "versions"
            One row a quote; a passage in common with a statement, each occurrence; a story with the
            version of a statement that it used and a rival.

        Returns
        -------
        Table
            Places are code points of ``Document.source``. ``quotes``: ``document start end text mode
            kind speaker speaker_id how cue chain match similarity source source_start source_end
            source_text candidates decides closed path source_path``; ``match`` is exact, case, elided,
            bracketed, edited or spliced, and absent where no statement has these words.
        """
    def where(self, /, **conditions: str | int | date) -> Corpus:
        """
        The documents that pass every condition ``key="value"``; ``*`` in a value stands for
        anything, ``""`` asks for documents that do not say.

        Keys: outlet, agency, language, year, month, date, path, id, title, byline, place, and the
        columns of an archive. A value is a ``str``, or an ``int`` or a ``date`` that is meant by it.
        """
    def zipf(self, /, *, by: str | None = None, min_count: SupportsIndex = 1, fit: str = "likelihood", limit: SupportsIndex = 0, **counting: object) -> Table:
        """
        Counts by rank, beside Zipf's law.

        Parameters
        ----------
        by : str, optional
            A facet: one part of the table for each of its values.
        min_count : int
            Leaves out rarer terms, from the fit too.
        fit : "likelihood" or "least_squares"
            How the law is fitted: to the tokens' ranks, or to the logarithms of counts and ranks.
        limit : int
            The most rows of each group; 0 for all.
        **counting
            What is counted: the options of :meth:`counting`.

        Returns
        -------
        Table
            ``rank``, ``term``, ``count``, ``expected`` (``c / rank**a``), ``a``, ``c``.
        """

@final
class Dateline:
    """
    The line of place, date and agency that opens a news story.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs__(self, /) -> tuple[str | None, str | None, str | None, Span]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, place: str | None, date: str | None, agency: str | None, span: Span) -> Dateline: ...
    def __repr__(self, /) -> str: ...
    @property
    def agency(self, /) -> str | None:
        """
        The agency as written.
        """
    @property
    def date(self, /) -> str | None:
        """
        The date, ISO 8601, as exact as it is.
        """
    @property
    def place(self, /) -> str | None:
        """
        The place as written.
        """
    @property
    def span(self, /) -> Span:
        """
        Where it stands in ``Document.source``.
        """

@final
class Document:
    """
    One article, clean, with all its zones.

    >>> import variorum as vr
    >>> text = "Congress Opens in Tarsk\\n\\nTARSK, March 3 (VPS) -- The congress of the party opened on Friday.\\n"
    >>> doc = vr.read(text=text)[0]
    >>> doc.title
    'Congress Opens in Tarsk'
    >>> doc.source[doc.zones[0].spans[0].slice]
    'Congress Opens in Tarsk'
    """
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str: ...
    @property
    def address(self, /) -> str:
        """
        ``PATH#N``, how the command line addresses it.
        """
    @property
    def agency(self, /) -> str | None:
        """
        The agency that the text was taken from.
        """
    @property
    def article(self, /) -> int:
        """
        Which article or record of the file, counted from 0.
        """
    @property
    def bylines(self, /) -> tuple[str, ...]:
        """
        Who wrote it.
        """
    @property
    def dateline(self, /) -> Dateline | None:
        """
        Place, date and agency that open the story.
        """
    @property
    def encoding(self, /) -> str:
        """
        The encoding that the capture was decoded from.
        """
    @property
    def id(self, /) -> str:
        """
        Stable for the same capture and the same bytes.
        """
    @property
    def inferred(self, /) -> tuple[str, ...]:
        """
        Fields that were inferred, not written so.
        """
    @property
    def language(self, /) -> str | None:
        """
        Language of the running text (ISO 639-1).
        """
    @property
    def media_type(self, /) -> str:
        """
        ``text/plain``, ``text/html`` or ``application/pdf``.
        """
    @property
    def metadata(self, /) -> dict[str, str]:
        """
        What the container says of it: archive columns, headers.
        """
    @property
    def notes(self, /) -> tuple[str, ...]:
        """
        Where sources disagree or something is doubtful.
        """
    @property
    def outlet(self, /) -> str | None:
        """
        Name of the outlet.
        """
    @property
    def outlet_id(self, /) -> str | None:
        """
        The pack's id of the outlet.
        """
    @property
    def paragraphs(self, /) -> tuple[str, ...]:
        """
        The paragraphs.
        """
    @property
    def path(self, /) -> str:
        """
        The capture's path as it was given.
        """
    @property
    def published(self, /) -> str | None:
        """
        When it was published, ISO 8601, as exact as the capture is.
        """
    def sentences(self, /) -> list[Sentence]:
        """
        The sentences of the paragraphs, in order.
        """
    @property
    def sha256(self, /) -> str:
        """
        SHA-256 of the capture's bytes, in hexadecimal.
        """
    @property
    def source(self, /) -> str:
        """
        The capture's text as it was saved. All spans count its code points.
        """
    @property
    def subtitle(self, /) -> str | None:
        """
        Subtitle.
        """
    @property
    def text(self, /) -> str:
        """
        The running text: its paragraphs, a blank line between.
        """
    @property
    def title(self, /) -> str | None:
        """
        Title.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        The document as a ``dict``, as ``variorum parse`` gives it, spans in code points.
        """
    def to_json(self, /) -> str:
        """
        The document as ``variorum parse`` prints it: JSON, spans in bytes of UTF-8.
        """
    def tokens(self, /) -> list[Token]:
        """
        The tokens of the paragraphs, in order, punctuation included.
        """
    @property
    def updated(self, /) -> str | None:
        """
        When it was last changed, ISO 8601.
        """
    @property
    def zones(self, /) -> tuple[Zone, ...]:
        """
        All zones, in the order of the capture; furniture is among them.
        """

@final
class Matrix:
    """
    A document–feature matrix: sparse rows (CSR) with the names of rows and columns.

    >>> import variorum as vr
    >>> matrix = vr.read(text="The red flag. The flag.\\n").matrix()
    >>> matrix.shape, matrix.features
    ((1, 3), ['The', 'flag', 'red'])
    >>> matrix.table()["value"]
    [2.0, 2.0, 1.0]
    """
    def __repr__(self, /) -> str: ...
    def csr(self, /) -> object:
        """
        The matrix as ``scipy.sparse.csr_matrix``: whole numbers of 64 bits if counts, real numbers if weights.

        Needs numpy and scipy.

        Returns
        -------
        scipy.sparse.csr_matrix
        """
    @property
    def documents(self, /) -> list[str | None]:
        """
        Names of the rows: ids of documents, or values of the facet (``None`` for those that do not say).
        """
    @property
    def features(self, /) -> list[str]:
        """
        Names of the columns, in their order.
        """
    @property
    def nnz(self, /) -> int:
        """
        How many values are stored.
        """
    @property
    def provenance(self, /) -> dict[str, Any]:
        """
        What computed the matrix: version, options, counts, notes.
        """
    @property
    def shape(self, /) -> tuple[int, int]:
        """
        Rows and columns: documents (or groups) and features.
        """
    def table(self, /) -> Table:
        """
        The matrix in long form, an Arrow stream as every table.

        Returns
        -------
        Table
            ``document`` (or the facet's name), ``feature``, ``value``; one row for each stored value.
        """

@final
class Problem:
    """
    Something that went wrong, or is doubtful, with one capture.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs__(self, /) -> tuple[str, str, int | None, str]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, severity: str, path: str, offset: SupportsIndex | None, message: str) -> Problem: ...
    def __repr__(self, /) -> str: ...
    @property
    def message(self, /) -> str:
        """
        What it is.
        """
    @property
    def offset(self, /) -> int | None:
        """
        Byte in the file, counted from 0, where known.
        """
    @property
    def path(self, /) -> str:
        """
        The capture's path.
        """
    @property
    def severity(self, /) -> str:
        """
        ``"error"`` (not read) or ``"warning"`` (read, something in it is doubtful).
        """

@final
class Sentence:
    """
    A sentence of a document.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs__(self, /) -> tuple[str, int, list[Span]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, text: str, zone: SupportsIndex, spans: SupportsGetItem[int, Span]) -> Sentence: ...
    def __repr__(self, /) -> str: ...
    def __str__(self, /) -> str: ...
    @property
    def spans(self, /) -> tuple[Span, ...]:
        """
        Where it stands in ``Document.source``; several where a page mark or a tag interrupts it.
        """
    @property
    def text(self, /) -> str:
        """
        Its clean words.
        """
    @property
    def zone(self, /) -> int:
        """
        Number of its zone in ``Document.zones``.
        """

@final
class Span:
    """
    A stretch of a text, in code points: ``text[span.start:span.end]`` or ``text[span.slice]``.

    >>> from variorum import Span
    >>> "the party"[Span(4, 9).slice]
    'party'
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ge__(self, value: object, /) -> bool: ...
    def __getnewargs__(self, /) -> tuple[int, int]: ...
    def __gt__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __le__(self, value: object, /) -> bool: ...
    def __len__(self, /) -> int: ...
    def __lt__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, start: SupportsIndex, end: SupportsIndex) -> Span: ...
    def __repr__(self, /) -> str: ...
    @property
    def end(self, /) -> int:
        """
        One past the last code point.
        """
    @property
    def slice(self, /) -> slice:
        """
        As a slice, to index a ``str`` with.
        """
    @property
    def start(self, /) -> int:
        """
        First code point.
        """

@final
class Table:
    """
    A result: named, typed columns and a record of what computed them.

    It is an Arrow stream: ``polars.DataFrame(table)``, ``pyarrow.table(table)`` and DuckDB read it
    without a copy of their own format; ``table.to_pandas()`` works with or without pyarrow.

    >>> import variorum as vr
    >>> table = vr.read(text="The party met. The party spoke.\\n").frequency(limit=2, case="fold")
    >>> table.columns
    ['term', 'count', 'per_million', 'documents', 'document_share']
    >>> table["term"], table["count"]
    (['party', 'the'], [2, 2])

    Offsets are code points, as everywhere in Python; ``to_json()`` and ``to_csv()`` give the text that
    the command line gives, where they are bytes of UTF-8. ``provenance["options"]["offsets"]`` names
    the unit. Tables are compared by what they hold and have no hash.
    """
    def __arrow_c_stream__(self, /, requested_schema: object | None = None) -> object:
        """
        The table as an Arrow C stream (PyCapsule interface).
        """
    def __eq__(self, value: object, /) -> bool: ...
    @overload
    def __getitem__(self, key: str, /) -> list[Any]:
        """
        A column by name, a row by number (a ``dict``; negative numbers count from the end), or a
        table of some rows by slice (steps other than 1 are refused).
        """
    @overload
    def __getitem__(self, key: SupportsIndex, /) -> dict[str, Any]: ...
    @overload
    def __getitem__(self, key: slice, /) -> Table: ...
    def __len__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str: ...
    @property
    def columns(self, /) -> list[str]:
        """
        Names of the columns.
        """
    @property
    def provenance(self, /) -> dict[str, Any]:
        """
        What computed the table: measure, version, options, counts, notes.
        """
    def rows(self, /) -> list[tuple[Any, ...]]:
        """
        The rows, as tuples.
        """
    def to_csv(self, /) -> str:
        """
        The table as CSV with a header line, as the command line gives it (offsets in bytes).
        """
    def to_dict(self, /) -> dict[str, list[Any]]:
        """
        The columns as ``{name: [cell, …]}``.
        """
    def to_json(self, /) -> str:
        """
        The table as JSON, as the command line gives it (offsets in bytes):
        ``{"columns":[…],"rows":[…],"provenance":{…}}``.
        """
    def to_pandas(self, /) -> pandas.DataFrame:
        """
        A ``pandas.DataFrame``. Needs pandas; pyarrow is not needed.
        """
    def to_polars(self, /) -> polars.DataFrame:
        """
        A ``polars.DataFrame``. Needs polars.
        """

@final
class Token:
    """
    A token of a document.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs__(self, /) -> tuple[str, str, int, Span]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, text: str, kind: str, zone: SupportsIndex, span: Span) -> Token: ...
    def __repr__(self, /) -> str: ...
    def __str__(self, /) -> str: ...
    @property
    def kind(self, /) -> str:
        """
        ``"word"``, ``"number"``, ``"punctuation"`` or ``"symbol"``.
        """
    @property
    def span(self, /) -> Span:
        """
        Where it stands in ``Document.source``, from its first to its last character.
        """
    @property
    def text(self, /) -> str:
        """
        The token.
        """
    @property
    def zone(self, /) -> int:
        """
        Number of its zone in ``Document.zones``.
        """

@final
class Zone:
    """
    A part of a capture: what it is, where it stands, and its clean words.
    """
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def document(self, /) -> Document:
        """
        The document that it belongs to.
        """
    @property
    def kind(self, /) -> str:
        """
        ``title``, ``paragraph``, ``caption``, ``furniture`` …
        """
    @property
    def language(self, /) -> str | None:
        """
        Its language, where it could be told.
        """
    @property
    def number(self, /) -> int:
        """
        Its number in ``Document.zones``.
        """
    @property
    def source(self, /) -> str:
        """
        Its words as they stand in the capture.
        """
    @property
    def spans(self, /) -> tuple[Span, ...]:
        """
        Where it stands in ``Document.source``, in code points.
        """
    @property
    def text(self, /) -> str:
        """
        Its clean words: unwrapped, white space folded, NFC, spelling untouched.
        """

def _build_corpus(corpus: Corpus, folder: str | PathLike[str], append: bool) -> Corpus:
    """
    Compiles the documents of a corpus in memory.
    """

def _build_paths(paths: SupportsGetItem[int, str], folder: str | PathLike[str], append: bool, pack: str | None = None, layout: str | None = None, tokens: SupportsGetItem[int, str] | None = None, text_column: str | None = None, max_bytes: SupportsIndex | None = None, max_ratio: SupportsIndex | None = None, max_seconds: SupportsIndex | None = None, threads: SupportsIndex | None = None) -> Corpus:
    """
    Compiles files, folders, globs.
    """

def _corpus_of(captures: SupportsGetItem[int, Any], places: SupportsGetItem[int, tuple[SupportsIndex, SupportsIndex]], problems: SupportsGetItem[int, Problem], recipe: tuple[str, str, SupportsGetItem[int, str]]) -> Corpus:
    """
    Reads a pickled corpus again.
    """

def _document_of(capture: Any, number: SupportsIndex, recipe: tuple[str, str, SupportsGetItem[int, str]]) -> Document:
    """
    Reads a pickled document again.
    """

def _open(folder: str | PathLike[str]) -> Corpus:
    """
    Opens a compiled corpus.
    """

def _read_paths(paths: SupportsGetItem[int, str], recipe: tuple[str, str, SupportsGetItem[int, str]], text_column: str | None = None, max_bytes: SupportsIndex | None = None, max_ratio: SupportsIndex | None = None, max_seconds: SupportsIndex | None = None, threads: SupportsIndex | None = None) -> Corpus:
    """
    Reads files, folders, globs.
    """

def _read_records(records: SupportsGetItem[int, tuple[str, dict[str, str]]], recipe: tuple[str, str, SupportsGetItem[int, str]]) -> Corpus:
    """
    Reads rows of a table in memory: the text and the other columns of each.
    """

def _read_text(text: str, recipe: tuple[str, str, SupportsGetItem[int, str]]) -> Corpus:
    """
    Reads one text in memory.
    """

def _table_of(shown: tuple[SupportsGetItem[int, tuple[str, str, Any]], str], text: tuple[SupportsGetItem[int, tuple[str, str, Any]], str] | None) -> Table:
    """
    Rebuilds a pickled table.
    """

def _zone_of(document: Document, number: SupportsIndex) -> Zone:
    """
    Finds a pickled zone again.
    """

def collate(versions: Iterable[Document], *, base: SupportsIndex = 0) -> Collation:
    """
    Collates two or more versions of one text against one of them.

    Parameters
    ----------
    versions : iterable of Document
        The versions; a corpus whose documents are all versions will do.
    base : int
        The position of the one that the others are compared with.

    Returns
    -------
    Collation
    """

def compare(a: Document, b: Document, *, kinds: SupportsGetItem[int, str] | None = None, skip_equivalent: bool = False, top: SupportsIndex = 10) -> Comparison:
    """
    Compares two versions of one text.

    Parameters
    ----------
    a, b : Document
        The versions.
    kinds : iterable of str, optional
        Only variants of these kinds: ``spelling number name ordinal term wording insertion omission order
        punctuation``.
    skip_equivalent : bool
        Leaves out what says the same by rule: ``five`` and ``5``, spellings of one name or word.
    top : int
        How many of the weightiest variants the summary names.

    Returns
    -------
    Comparison
    """
