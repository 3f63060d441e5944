namespace SupportDesk.Mail;

/// <summary>Reads bytes that lie in an array already.</summary>
internal sealed class SliceStream(ArraySegment<byte> slice) : MemoryStream(slice.Array ?? [], slice.Offset, slice.Count, writable: false)
{
    internal ArraySegment<byte> Slice { get; } = slice;
}
