using System.Text;

namespace SupportDesk.Mail;

/// <summary>A letter: its header fields and its body, RFC 5322.</summary>
public sealed class MimeMessage
{
    private readonly Dictionary<string, InternetAddressList> _addresses = new(StringComparer.OrdinalIgnoreCase);
    private MessageIdList? _references;
    private bool _isStoring;

    /// <summary>Creates an empty letter with the current date and a random Message-ID.</summary>
    public MimeMessage() : this(isNew: true)
    {
    }

    /// <summary>Creates a letter.</summary>
    /// <param name="from">Authors.</param>
    /// <param name="to">Recipients.</param>
    /// <param name="subject">Any text.</param>
    /// <param name="body">The body.</param>
    public MimeMessage(IEnumerable<InternetAddress> from, IEnumerable<InternetAddress> to, string subject, MimeEntity body) : this()
    {
        From.AddRange(from);
        To.AddRange(to);
        Subject = subject;
        Body = body;
    }

    private MimeMessage(bool isNew)
    {
        Headers.Changed = OnHeaderChanged;
        if (!isNew) return;
        Date = TimeProvider.System.GetLocalNow();
        MessageId = MimeUtils.GenerateMessageId();
    }

    /// <summary>Gets the fields of the letter; those that begin with Content- are in <see cref="MimeEntity.Headers"/> of the body.</summary>
    public HeaderList Headers { get; } = new();

    /// <summary>Gets the authors.</summary>
    public InternetAddressList From => Addresses("From");

    /// <summary>Gets or sets who really sent the letter, when that is not the author.</summary>
    public MailboxAddress? Sender
    {
        get => Addresses("Sender").Mailboxes.FirstOrDefault();
        set
        {
            var list = Addresses("Sender");
            list.Clear();
            if (value is not null) list.Add(value);
        }
    }

    /// <summary>Gets where answers shall go.</summary>
    public InternetAddressList ReplyTo => Addresses("Reply-To");

    /// <summary>Gets the recipients.</summary>
    public InternetAddressList To => Addresses("To");

    /// <summary>Gets the recipients of copies.</summary>
    public InternetAddressList Cc => Addresses("Cc");

    /// <summary>Gets the hidden recipients. <see cref="SmtpClient"/> sends to them and leaves the field out.</summary>
    public InternetAddressList Bcc => Addresses("Bcc");

    /// <summary>Gets or sets the subject; any text.</summary>
    public string Subject
    {
        get => Headers["Subject"] ?? "";
        set => Headers.Replace("Subject", value);
    }

    /// <summary>Gets or sets the date; the smallest value when a letter has none that can be read.</summary>
    public DateTimeOffset Date
    {
        get => MailDate.TryParse(Headers["Date"], out var date) ? date : DateTimeOffset.MinValue;
        set => Headers.Replace(Header.FromEncoded("Date", MailDate.Format(value)));
    }

    /// <summary>Gets or sets the id of the letter without angle brackets; null when a letter has none.</summary>
    public string? MessageId
    {
        get => ReadId("Message-Id");
        set => StoreId("Message-Id", value);
    }

    /// <summary>Gets or sets the id of the letter that this one answers, without angle brackets.</summary>
    public string? InReplyTo
    {
        get => ReadId("In-Reply-To");
        set => StoreId("In-Reply-To", value);
    }

    /// <summary>Gets the ids of the thread, oldest first.</summary>
    public MessageIdList References
    {
        get
        {
            if (_references is not null) return _references;
            _references = new MessageIdList();
            if (Headers.Find("References") is { } header) _references.AddRange(MimeUtils.EnumerateReferences(header.Unfolded));
            _references.Changed = () => Store(IdFields.Encode("References", _references));
            return _references;
        }
    }

    /// <summary>Gets or sets the body.</summary>
    public MimeEntity? Body { get; set; }

    /// <summary>Gets all leaves of the body in their order: texts, files, letters inside the letter.</summary>
    public IEnumerable<MimeEntity> BodyParts => BodyTexts.Leaves(Body);

    /// <summary>Gets the leaves that are files, see <see cref="MimeEntity.IsAttachment"/>.</summary>
    public IEnumerable<MimeEntity> Attachments => BodyParts.Where(p => p.IsAttachment);

    /// <summary>Gets the plain text of the body, null when it has none.</summary>
    public string? TextBody => BodyTexts.Find(Body, isHtml: false);

    /// <summary>Gets the HTML of the body as it was sent, null when it has none. It is not safe to show.</summary>
    public string? HtmlBody => BodyTexts.Find(Body, isHtml: true);

    /// <summary>Reads a letter under the default <see cref="MimeReaderLimits"/>. Bad mail is never an error.</summary>
    /// <param name="stream">The letter as it came.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static async Task<MimeMessage> LoadAsync(Stream stream, CancellationToken cancellationToken = default) =>
        (await BoundedMimeReader.ReadAsync(stream, new MimeReaderLimits(), cancellationToken).ConfigureAwait(false)).Message;

    /// <summary>Writes the letter with CRLF line ends. Streams of attachments are read now.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="IOException">A stream cannot be read or written.</exception>
    public Task WriteToAsync(Stream stream, CancellationToken cancellationToken = default) =>
        WriteToAsync(stream, hideBcc: false, isInternational: false, cancellationToken);

    internal static MimeMessage Empty() => new(isNew: false);

    /// <summary>Takes the fields that are the letter's own; those of its body have gone there.</summary>
    internal void Adopt(List<Header> headers, MimeEntity body)
    {
        foreach (var header in headers)
        {
            if (!MimeEntityFactory.IsContentField(header.Field)) Headers.Add(header);
        }
        Body = body;
    }

    /// <summary>Says whether a field names an address that only RFC 6532 can write. The domain does not count: it has a form in ASCII.</summary>
    internal bool NeedsInternationalFields => Headers
        .Where(h => Header.AddressFields.Contains(h.Field) && !IsHidden(h))
        .SelectMany(h => new InternetAddressList(AddressParser.Parse(h.Unfolded)).Mailboxes)
        .Any(m => !Ascii.IsValid(m.LocalPart));

    internal async Task WriteToAsync(Stream stream, bool hideBcc, bool isInternational, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(stream);
        foreach (var header in Headers)
        {
            if (hideBcc && IsHidden(header)) continue;
            await stream.WriteAsync(header.Render(isInternational), ct).ConfigureAwait(false);
        }
        if (!Headers.Contains("MIME-Version")) await stream.WriteAsync("MIME-Version: 1.0\r\n"u8.ToArray(), ct).ConfigureAwait(false);
        if (Body is null) await stream.WriteAsync("\r\n"u8.ToArray(), ct).ConfigureAwait(false);
        else await Body.WriteToAsync(stream, ct).ConfigureAwait(false);
    }

    internal long? EstimateSize() => (Body is null ? 0 : Body.EstimateSize()) + Headers.Sum(h => h.Render().Length) + 100;

    private static bool IsHidden(Header header) => header.Field.EndsWith("Bcc", StringComparison.OrdinalIgnoreCase);

    private string? ReadId(string field) => Headers.Find(field) is { } header ? MimeUtils.ParseMessageId(header.Unfolded) : null;

    private void StoreId(string field, string? value)
    {
        if (value is null) Headers.RemoveAll(field);
        else Headers.Replace(IdFields.Encode(field, [MimeUtils.CleanId(value)]));
    }

    private InternetAddressList Addresses(string field)
    {
        if (_addresses.TryGetValue(field, out var list)) return list;
        list = new InternetAddressList(Headers.Where(h => h.Field.Equals(field, StringComparison.OrdinalIgnoreCase)).SelectMany(h => AddressParser.Parse(h.Unfolded)));
        list.Changed = () => StoreAddresses(field, list);
        return _addresses[field] = list;
    }

    private void StoreAddresses(string field, InternetAddressList list)
    {
        if (list.Count > 0) Store(Header.FromEncoded(field, list.Encode(field)));
        else Remove(field);
    }

    private void Store(Header header)
    {
        _isStoring = true;
        Headers.Replace(header);
        _isStoring = false;
    }

    private void Remove(string field)
    {
        _isStoring = true;
        Headers.RemoveAll(field);
        _isStoring = false;
    }

    private void OnHeaderChanged(string field)
    {
        if (_isStoring) return;
        _addresses.Remove(field);
        if (field.Equals("References", StringComparison.OrdinalIgnoreCase)) _references = null;
    }
}
