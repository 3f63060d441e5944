using System.Collections;
using System.Globalization;

namespace SupportDesk.Mail;

/// <summary>The number of a letter in a folder, RFC 3501 section 2.3.1.1. It never changes while the folder keeps its UIDVALIDITY.</summary>
public readonly struct UniqueId : IComparable<UniqueId>, IEquatable<UniqueId>
{
    /// <summary>The smallest number.</summary>
    public static readonly UniqueId MinValue = new(1);

    /// <summary>The largest number; as the end of a range it stands for the last letter.</summary>
    public static readonly UniqueId MaxValue = new(uint.MaxValue);

    /// <summary>Creates a number of a known folder state.</summary>
    /// <param name="validity">UIDVALIDITY of the folder.</param>
    /// <param name="id">The number, from 1.</param>
    public UniqueId(uint validity, uint id)
    {
        ArgumentOutOfRangeException.ThrowIfZero(id);
        (Validity, Id) = (validity, id);
    }

    /// <summary>Creates a number.</summary>
    /// <param name="id">The number, from 1.</param>
    public UniqueId(uint id) : this(0, id)
    {
    }

    /// <summary>Gets the number.</summary>
    public uint Id { get; }

    /// <summary>Gets the UIDVALIDITY that the number belongs to, 0 when it is not known.</summary>
    public uint Validity { get; }

    /// <summary>Gets whether this is a number at all.</summary>
    public bool IsValid => Id != 0;

    /// <inheritdoc/>
    public int CompareTo(UniqueId other) => Id.CompareTo(other.Id);

    /// <inheritdoc/>
    public bool Equals(UniqueId other) => Id == other.Id;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is UniqueId other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Id.GetHashCode();

    /// <inheritdoc/>
    public override string ToString() => Id.ToString(CultureInfo.InvariantCulture);

    /// <summary>Compares numbers.</summary>
    public static bool operator ==(UniqueId left, UniqueId right) => left.Equals(right);

    /// <summary>Compares numbers.</summary>
    public static bool operator !=(UniqueId left, UniqueId right) => !left.Equals(right);

    /// <summary>Compares numbers.</summary>
    public static bool operator <(UniqueId left, UniqueId right) => left.Id < right.Id;

    /// <summary>Compares numbers.</summary>
    public static bool operator >(UniqueId left, UniqueId right) => left.Id > right.Id;

    /// <summary>Compares numbers.</summary>
    public static bool operator <=(UniqueId left, UniqueId right) => left.Id <= right.Id;

    /// <summary>Compares numbers.</summary>
    public static bool operator >=(UniqueId left, UniqueId right) => left.Id >= right.Id;
}

/// <summary>All numbers from one to another. It cannot be changed.</summary>
public sealed class UniqueIdRange : IList<UniqueId>
{
    /// <summary>Creates a range.</summary>
    /// <param name="min">The first number.</param>
    /// <param name="max">The last number; <see cref="UniqueId.MaxValue"/> means the last letter.</param>
    public UniqueIdRange(UniqueId min, UniqueId max) => (Min, Max) = min <= max ? (min, max) : (max, min);

    /// <summary>Gets the first number.</summary>
    public UniqueId Min { get; }

    /// <summary>Gets the last number.</summary>
    public UniqueId Max { get; }

    /// <inheritdoc/>
    public int Count => (int)Math.Min(int.MaxValue, Max.Id - (long)Min.Id + 1);

    /// <inheritdoc/>
    public bool IsReadOnly => true;

    /// <inheritdoc/>
    public UniqueId this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count);
            return new UniqueId(Min.Validity, Min.Id + (uint)index);
        }
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public bool Contains(UniqueId item) => item >= Min && item <= Max;

    /// <inheritdoc/>
    public int IndexOf(UniqueId item) => Contains(item) ? (int)(item.Id - Min.Id) : -1;

    /// <inheritdoc/>
    public void CopyTo(UniqueId[] array, int arrayIndex)
    {
        foreach (var id in this) array[arrayIndex++] = id;
    }

    /// <inheritdoc/>
    public IEnumerator<UniqueId> GetEnumerator()
    {
        for (var i = 0; i < Count; i++) yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public void Add(UniqueId item) => throw new NotSupportedException();

    /// <inheritdoc/>
    public void Clear() => throw new NotSupportedException();

    /// <inheritdoc/>
    public void Insert(int index, UniqueId item) => throw new NotSupportedException();

    /// <inheritdoc/>
    public bool Remove(UniqueId item) => throw new NotSupportedException();

    /// <inheritdoc/>
    public void RemoveAt(int index) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override string ToString() => Max == UniqueId.MaxValue ? $"{Min}:*" : Min == Max ? Min.ToString() : $"{Min}:{Max}";
}
