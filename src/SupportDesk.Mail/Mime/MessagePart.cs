namespace SupportDesk.Mail;

/// <summary>A letter inside a letter, <c>message/rfc822</c>.</summary>
public sealed class MessagePart : MimeEntity
{
    /// <summary>Creates an empty part.</summary>
    public MessagePart() : base(new ContentType("message", "rfc822"))
    {
    }

    internal MessagePart(ContentType contentType, IEnumerable<Header> headers) : base(contentType, headers)
    {
    }

    /// <summary>Gets or sets the letter inside.</summary>
    public MimeMessage? Message { get; set; }

    /// <summary>The letter inside as it was read, encoding of the part removed.</summary>
    internal ArraySegment<byte> Raw { get; set; }

    internal override long? EstimateSize() => Message is null ? 200 : Message.EstimateSize() + 200;

    private protected override Task WriteContentAsync(Stream stream, CancellationToken ct) => Message?.WriteToAsync(stream, ct) ?? Task.CompletedTask;
}
