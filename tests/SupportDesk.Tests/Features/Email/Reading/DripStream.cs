namespace SupportDesk.Tests.Features.Email.Reading;

/// <summary>Gives a few bytes at a time and does not know its length.</summary>
internal sealed class DripStream(byte[] bytes, int drop) : MemoryStream(bytes)
{
    public override bool CanSeek => false;

    public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(drop, buffer.Length)]);

    public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(drop, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        base.ReadAsync(buffer[..Math.Min(drop, buffer.Length)], cancellationToken);
}
