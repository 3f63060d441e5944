using System.Security.Cryptography;

namespace SupportDesk.Masking.Archives;

/// <summary>The bytes of a whole zip in memory, overwritten with zeros on dispose.</summary>
internal sealed class ZipBuffer(Budget budget, string name) : IDisposable
{
    private const int FirstSize = 64 * 1024;

    private byte[] _bytes = GC.AllocateArray<byte>(FirstSize, pinned: true);
    private int _length;

    public ReadOnlyMemory<byte> Bytes => _bytes.AsMemory(0, _length);

    public async Task FillAsync(Stream source, CancellationToken ct)
    {
        while (true)
        {
            if (_length == _bytes.Length)
                Grow();
            var read = await source.ReadAsync(_bytes.AsMemory(_length), ct).ConfigureAwait(false);
            if (read == 0)
                return;
            if (read > budget.RoomInMemory)
                throw new ArchiveFaultException(ArchiveProblem.TooLarge, name);
            _length += read;
            budget.Hold(read);
        }
    }

    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(_bytes);
        budget.Free(_length);
        _length = 0;
    }

    private void Grow()
    {
        var larger = GC.AllocateArray<byte>(_bytes.Length * 2, pinned: true);
        _bytes.CopyTo(larger.AsSpan());
        CryptographicOperations.ZeroMemory(_bytes);
        _bytes = larger;
    }
}
