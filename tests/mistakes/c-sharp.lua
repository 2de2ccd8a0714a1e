using UnityEngine;

public class Mover : MonoBehaviour
{
    public float speed = 3f;

    void Update()
    {
        transform.position += new Vector3(speed * Time.deltaTime, 0, 0);
    }
}
